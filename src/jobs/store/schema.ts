import type { Database, Queries } from '../../common/database/database.port.js';
import type { GenerationState } from '../job-store.port.js';

export interface JobsTable {
  id: string;
  owner: string;
  seq: number;
  original_filename: string;
  picture_width_px: number;
  picture_height_px: number;
  picture_format: string;
  picture_mode: string;
  picture_has_transparency: number;
  picture_size_bytes: number;
  newest_generation_id: string | null;
  result_generation_id: string | null;
  created_at_ms: number;
  updated_at_ms: number;
  deleted_at_ms: number | null;
}

export interface GenerationsTable {
  id: string;
  job_id: string;
  ordinal: number;
  state: GenerationState;
  epoch: number;
  attempt_count: number;
  lost_run_count: number;
  heartbeat_no: number;
  /** 0 goes first: see `priority-rank.ts`. */
  priority_rank: number;
  /** The request, as JSON: engine, formats, dimensions, options. */
  request: string;
  progress: number;
  stage: string;
  eta_seconds: number | null;
  error_code: string | null;
  error_message: string | null;
  /** Artifacts and report, as JSON. */
  result: string | null;
  has_files: number;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
  superseded_at_ms: number | null;
}

export interface Schema {
  jobs: JobsTable;
  generations: GenerationsTable;
}

export type JobsDatabase = Database<Schema>;
export type JobsQueries = Queries<Schema>;
