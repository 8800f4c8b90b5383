/**
 * The wire contract of progress: what `GET /api/job-status/{job_id}` answers and what Socket.IO carries.
 * Types only, nothing of the server: the browser imports this file too.
 */

/** Where a generation stands, in the order it passes through them. */
export type Stage =
  'uploaded' | 'queued' | 'decoding' | 'shaping' | 'meshing' | 'checking' | 'writing' | 'completed';

export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';

/** Who is taken first among those that wait. */
export type Priority = 'low' | 'normal' | 'high';

/** What a check of the mesh, as written to the files, found. Lengths in millimetres. */
export interface ModelReport {
  watertight: boolean;
  manifold: boolean;
  triangle_count: number;
  vertex_count: number;
  shell_count: number;
  volume_mm3: number;
  surface_area_mm2: number;
  bounding_box_mm: { width: number; height: number; depth: number };
  warnings: string[];
  /** What the engine measured or had to adapt; which names there are depends on the engine. */
  details: Readonly<Record<string, number | string | boolean>>;
}

/** One downloadable file of a completed generation. */
export interface ArtifactView {
  name: string;
  content_type: string;
  size_bytes: number;
  download_url: string;
}

/** The newest completed generation of a job: it stays downloadable while later ones run, fail or are cancelled. */
export interface ResultView {
  generation_id: string;
  artifacts: ArtifactView[];
  report: ModelReport;
  download_url: string;
}

/**
 * The state of a job at one moment. `seq` grows with every change of the job and never restarts: of two
 * snapshots the one with the greater `seq` is the newer, whichever way they came.
 */
export interface JobSnapshot {
  job_id: string;
  generation_id: string | null;
  status: JobStatus;
  is_active: boolean;
  /** 0…100; never falls within one generation; 100 only when completed. */
  progress: number;
  stage: Stage;
  /** The English sentence for `stage`. */
  step: string;
  seq: number;
  /** How many times a worker has taken this generation. */
  attempt: number;
  eta_seconds: number | null;
  /** Of the generation; null until one is started. */
  priority: Priority | null;
  /** 1 is next; null unless waiting. */
  queue_position: number | null;
  created_at: string;
  updated_at: string;
  result?: ResultView;
  /** Only while `status` is `completed`. */
  output_file?: string;
  download_url?: string;
  report?: ModelReport;
  /** Only while `status` is `failed`. */
  error?: string;
  code?: string;
}

/** The one shape of every error, over HTTP and sockets alike. */
export interface ErrorAnswer {
  error: string;
  message: string;
  code: string;
}

/** The ack of `subscribe_job`: the current snapshot, or why there is none. Told apart by `'error' in ack && !('job_id' in ack)`. */
export type SubscribeAck = JobSnapshot | ErrorAnswer;

export interface ServerToClientEvents {
  connected: (hello: { message: string; server_time: string }) => void;
  job_update: (snapshot: JobSnapshot) => void;
}

export interface ClientToServerEvents {
  subscribe_job: (request: { job_id: string }, ack: (answer: SubscribeAck) => void) => void;
  unsubscribe_job: (request: { job_id: string }, ack: (answer: { ok: boolean }) => void) => void;
}
