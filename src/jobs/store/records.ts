import type { Selectable } from 'kysely';
import type { GenerationRecord, GenerationRequest, JobRecord, ResultRecord } from '../job-store.port.js';
import { priorityOf } from './priority-rank.js';
import type { GenerationsTable, JobsTable } from './schema.js';

/** A row as the database has it → the record that the rest of the program knows. */
export function toJobRecord(row: Selectable<JobsTable>): JobRecord {
  return {
    id: row.id,
    owner: row.owner,
    seq: row.seq,
    picture: {
      originalFilename: row.original_filename,
      widthPx: row.picture_width_px,
      heightPx: row.picture_height_px,
      format: row.picture_format,
      mode: row.picture_mode,
      hasTransparency: row.picture_has_transparency === 1,
      sizeBytes: row.picture_size_bytes,
    },
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}

export function toGenerationRecord(row: Selectable<GenerationsTable>): GenerationRecord {
  return {
    id: row.id,
    jobId: row.job_id,
    ordinal: row.ordinal,
    state: row.state,
    epoch: row.epoch,
    attemptCount: row.attempt_count,
    request: {
      ...(JSON.parse(row.request) as Omit<GenerationRequest, 'priority'>),
      priority: priorityOf(row.priority_rank),
    },
    progress: row.progress,
    stage: row.stage,
    etaSeconds: row.eta_seconds,
    failure:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? row.error_code },
    result: row.result === null ? null : (JSON.parse(row.result) as ResultRecord),
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}
