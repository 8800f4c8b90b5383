import type { Heartbeat, WaitingGeneration } from '../job-store.port.js';
import type { JobsQueries } from './schema.js';

export async function countWaiting(queries: JobsQueries): Promise<number> {
  const { count } = await queries
    .selectFrom('generations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return count;
}

/** The oldest waiting generations, next first. */
export async function readWaiting(queries: JobsQueries, limit: number): Promise<WaitingGeneration[]> {
  return queries
    .selectFrom('generations')
    .select(['job_id as jobId', 'id as generationId'])
    .where('state', '=', 'queued')
    .orderBy('created_at_ms')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Every run that should be alive, with the number its worker raises while it lives. */
export async function readHeartbeats(queries: JobsQueries): Promise<Heartbeat[]> {
  const rows = await queries
    .selectFrom('generations')
    .select(['job_id', 'id', 'epoch', 'heartbeat_no'])
    .where('state', '=', 'processing')
    .execute();
  return rows.map((row) => ({
    run: { jobId: row.job_id, generationId: row.id, epoch: row.epoch },
    heartbeatNo: row.heartbeat_no,
  }));
}
