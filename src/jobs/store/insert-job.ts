import type { JobView, NewJob } from '../job-store.port.js';
import { toJobRecord } from './records.js';
import type { JobsDatabase } from './schema.js';

export async function insertJob(database: JobsDatabase, { id, owner, picture }: NewJob): Promise<JobView> {
  const now = Date.now();
  const row = await database.kysely
    .insertInto('jobs')
    .values({
      id,
      owner,
      seq: 1,
      original_filename: picture.originalFilename,
      picture_width_px: picture.widthPx,
      picture_height_px: picture.heightPx,
      picture_format: picture.format,
      picture_mode: picture.mode,
      picture_has_transparency: Number(picture.hasTransparency),
      picture_size_bytes: picture.sizeBytes,
      created_at_ms: now,
      updated_at_ms: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { job: toJobRecord(row), current: null, result: null, queuePosition: null };
}
