import type { Run } from '../job-store.port.js';
import type { JobsDatabase } from './schema.js';

/** How many rows one round of cleaning takes: the rest waits for the next. */
const BATCH = 200;

export async function readDeletedJobs({ kysely }: JobsDatabase, deletedBeforeMs: number): Promise<string[]> {
  const rows = await kysely
    .selectFrom('jobs')
    .select('id')
    .where('deleted_at_ms', '<', deletedBeforeMs)
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

/** Removes the record of a deleted job, generations and all. */
export async function forgetJob({ kysely }: JobsDatabase, jobId: string): Promise<void> {
  await kysely.deleteFrom('jobs').where('id', '=', jobId).where('deleted_at_ms', 'is not', null).execute();
}

export async function readIdleJobs({ kysely }: JobsDatabase, unchangedSinceMs: number): Promise<string[]> {
  const rows = await kysely
    .selectFrom('jobs')
    .select('id')
    .where('updated_at_ms', '<', unchangedSinceMs)
    .where('deleted_at_ms', 'is', null)
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

export async function readSupersededRuns(
  { kysely }: JobsDatabase,
  supersededBeforeMs: number,
): Promise<Run[]> {
  return kysely
    .selectFrom('generations')
    .select(['job_id as jobId', 'id as generationId', 'epoch'])
    .where('superseded_at_ms', '<', supersededBeforeMs)
    .where('has_files', '=', 1)
    .limit(BATCH)
    .execute();
}

export async function readExistingJobs(
  { kysely }: JobsDatabase,
  jobIds: readonly string[],
): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const rows = await kysely.selectFrom('jobs').select('id').where('id', 'in', jobIds).execute();
  return rows.map(({ id }) => id);
}

export async function readRunsWithFiles({ kysely }: JobsDatabase, jobId: string): Promise<Run[]> {
  return kysely
    .selectFrom('generations')
    .select(['job_id as jobId', 'id as generationId', 'epoch'])
    .where('job_id', '=', jobId)
    .where('has_files', '=', 1)
    .execute();
}

export async function forgetFiles({ kysely }: JobsDatabase, run: Run): Promise<void> {
  await kysely
    .updateTable('generations')
    .set({ has_files: 0 })
    .where('id', '=', run.generationId)
    .where('epoch', '=', run.epoch)
    .execute();
}
