import type { JobSnapshot } from '../../src/progress/progress.events.js';

/** The answer to an upload. */
export interface UploadBody {
  job_id: string;
  filename: string;
  original_filename: string;
  preview_url: string;
  status: string;
  image_info: {
    size: [number, number];
    format: string;
    mode: string;
    has_transparency: boolean;
    file_size: number;
  };
}

/** The answer to a start that was taken. */
export interface StartedBody {
  job_id: string;
  generation_id: string;
  status: string;
  format: string;
  dimensions: { width: number; height: number; depth: number };
  quality: number;
  engine: string;
  status_url: string;
}

/** Every field that some JSON answer may carry: a test reads those of the route it asked. */
export type JsonBody = Partial<JobSnapshot> &
  Omit<Partial<UploadBody & StartedBody>, 'status' | 'generation_id'> & {
    error?: string;
    message?: string;
    code?: string;
    request_id?: string;
    details?: Record<string, unknown>;
    cancel_url?: string;
    jobs?: JobView[];
    next_cursor?: string | null;
    generations?: GenerationView[];
  };

/** One job of the list. */
export type JobView = Partial<JobSnapshot> & { job_id: string };

/** One generation of a job. */
export interface GenerationView {
  generation_id: string;
  state: string;
  retry_of: string | null;
  quality: number;
  dimensions: { width: number; height: number; depth: number };
  options: Record<string, unknown>;
  code: string | null;
}

export const FORMATS = ['stl', 'obj', 'ply', 'glb', '3mf'] as const;
export type Format = (typeof FORMATS)[number];

/** The answer to a second start that must not change, word for word. */
export const CONFLICT_TEXT = {
  error: 'Generation already in progress',
  status: 'conflict',
  message: 'This job is currently being processed. Wait for completion or use a different job_id.',
} as const;
