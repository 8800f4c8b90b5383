import type { ErrorAnswer } from '../../src/progress/progress.events.js';
import type { Schema } from './api/schema.js';

export const MODEL_FORMATS = ['stl', '3mf', 'obj', 'ply', 'glb'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** The answer of `POST /api/upload-image`. */
export type UploadAnswer = Schema['UploadAnswer'];

/** What `POST /api/generate-3d` takes, without the job. Lengths in millimetres, quality 1…10. */
export interface GenerationRequest {
  format: ModelFormat;
  dimensions: { width: number; height: number; depth: number };
  quality: number;
  options: { invert: boolean };
}

/** The part of `GET /api/jobs/{job_id}` that brings a page back to where it was. Newest generation first. */
export interface JobDetail {
  original_filename: string;
  preview_url: string;
  generations: Partial<GenerationRequest>[];
}

/** The answer 202 of a start or a retry, as far as the page uses it. */
export interface StartedAnswer {
  job_id: string;
  generation_id: string;
}

/** The answer 409 of a start: another generation of the same job is active. */
export interface ConflictAnswer extends ErrorAnswer {
  job_id: string;
  generation_id: string;
  progress: number;
}

/** A conflict is an expected outcome of a start, so it is a value and not an exception. */
export type StartOutcome =
  { kind: 'started'; started: StartedAnswer } | { kind: 'conflict'; conflict: ConflictAnswer };
