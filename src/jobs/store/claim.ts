import { sql } from 'kysely';
import type { ClaimOutcome, GenerationState, NewGeneration, WaitingGeneration } from '../job-store.port.js';
import { raiseSeq, withLockedJob } from './lock-job.js';
import { countWaiting } from './queue-reads.js';
import type { JobsDatabase } from './schema.js';
import { toView } from './views.js';

/** Literals, as in the index: SQLite does not match a bound parameter with a partial index. */
const ACTIVE_STATES = [sql.lit<GenerationState>('queued'), sql.lit<GenerationState>('processing')];

/**
 * The single-active rule. The complete generation is inserted against the partial unique index over active
 * generations: the database lets exactly one of any number of simultaneous claims through.
 */
export async function claim(
  database: JobsDatabase,
  generation: NewGeneration,
  queueLimit: number,
): Promise<ClaimOutcome> {
  const outcome = await withLockedJob<ClaimOutcome>(database, generation.jobId, async (trx, job) => {
    const inserted = await trx
      .insertInto('generations')
      .values((eb) => ({
        id: generation.id,
        job_id: job.id,
        ordinal: eb
          .selectFrom('generations')
          .select((of) => of(of.fn.coalesce(of.fn.max('ordinal'), sql.lit(0)), '+', 1).as('ordinal'))
          .where('job_id', '=', job.id),
        state: 'queued',
        epoch: 0,
        attempt_count: 0,
        lost_run_count: 0,
        heartbeat_no: 0,
        request: JSON.stringify(generation.request),
        progress: 0,
        stage: 'queued',
        has_files: 0,
        created_at_ms: Date.now(),
      }))
      .onConflict((conflict) => conflict.columns(['job_id']).where('state', 'in', ACTIVE_STATES).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) return { kind: 'conflict', view: await toView(trx, job) };
    if ((await countWaiting(trx)) > queueLimit) throw new QueueFull();
    const view = await raiseSeq(trx, job.id, { newest_generation_id: generation.id });
    return { kind: 'claimed', view };
  }).catch((error: unknown) => {
    if (error instanceof QueueFull) return { kind: 'queue-full', limit: queueLimit } as const;
    throw error;
  });
  return outcome ?? { kind: 'job-not-found' };
}

/** Rolls the insert back: a conflict is told before a full queue is. */
class QueueFull extends Error {}

/** Takes back a claim that no worker has taken; the job is then as it was before. */
export async function withdraw(database: JobsDatabase, waiting: WaitingGeneration): Promise<boolean> {
  const isWithdrawn = await withLockedJob(database, waiting.jobId, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('generations')
      .where('id', '=', waiting.generationId)
      .where('state', '=', 'queued')
      .where('epoch', '=', 0)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    const newest = await trx
      .selectFrom('generations')
      .select('id')
      .where('job_id', '=', waiting.jobId)
      .orderBy('ordinal', 'desc')
      .executeTakeFirst();
    await raiseSeq(trx, waiting.jobId, { newest_generation_id: newest?.id ?? null });
    return true;
  });
  return isWithdrawn ?? false;
}
