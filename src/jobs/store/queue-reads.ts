import { sql } from 'kysely';
import type { GenerationState, Heartbeat, QueuedGeneration } from '../job-store.port.js';
import { priorityOf } from './priority-rank.js';
import type { JobsQueries } from './schema.js';

/** Literals, as in the indexes: SQLite does not match a bound parameter with a partial index. */
const QUEUED = sql.lit<GenerationState>('queued');
const PROCESSING = sql.lit<GenerationState>('processing');

export async function countWaiting(queries: JobsQueries): Promise<number> {
  const { count } = await queries
    .selectFrom('generations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', QUEUED)
    .executeTakeFirstOrThrow();
  return count;
}

/** Those that wait, next first: the order of the index `generations_waiting`. */
export async function readWaiting(queries: JobsQueries, limit: number): Promise<QueuedGeneration[]> {
  const rows = await queries
    .selectFrom('generations')
    .select(['job_id', 'id', 'priority_rank'])
    .where('state', '=', QUEUED)
    .orderBy('priority_rank')
    .orderBy('created_at_ms')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    jobId: row.job_id,
    generationId: row.id,
    priority: priorityOf(row.priority_rank),
  }));
}

/** Every run that should be alive, with the number its worker raises while it lives. */
export async function readHeartbeats(queries: JobsQueries): Promise<Heartbeat[]> {
  const rows = await queries
    .selectFrom('generations')
    .select(['job_id', 'id', 'epoch', 'heartbeat_no'])
    .where('state', '=', PROCESSING)
    .execute();
  return rows.map((row) => ({
    run: { jobId: row.job_id, generationId: row.id, epoch: row.epoch },
    heartbeatNo: row.heartbeat_no,
  }));
}
