import { sql, type Transaction } from 'kysely';
import type { ClaimOutcome, NewGeneration, WaitingGeneration } from '../job-store.port.js';
import { raiseLockedSeq, raiseSeq, withLockedJob } from './lock-job.js';
import { findRoom, type Standing } from './queue-end.js';
import { rankOf } from './priority-rank.js';
import type { JobsDatabase, Schema } from './schema.js';
import { readView } from './views.js';

/** How often a claim looks again at a job whose former generation ended while the claim was made. */
const LOOKS = 3;

/**
 * The single-active rule. The complete generation is inserted against the partial unique index over active
 * generations: the database lets exactly one of any number of simultaneous claims through.
 *
 * The insert comes before the lock on the job. So those that lose wait for the winner alone, all at once, and
 * not for one another in the line for the lock; those that come later see the winner and wait for nobody.
 */
export async function claim(
  database: JobsDatabase,
  generation: NewGeneration,
  queueLimit: number,
): Promise<ClaimOutcome> {
  return database.kysely.connection().execute(async (kysely) => {
    for (let look = 0; look < LOOKS; look++) {
      const view = await readView(kysely, generation.jobId);
      if (view === null) return { kind: 'job-not-found' };
      const state = view.current?.state;
      if (state === 'queued' || state === 'processing') return { kind: 'conflict', view };
      const outcome = await insertClaim({ ...database, kysely }, generation, queueLimit);
      if (outcome !== null) return outcome;
    }
    throw new Error(`Generation ${generation.id} could not be claimed, nor was another one active`);
  });
}

/** @returns null where another generation was in the way */
async function insertClaim(
  database: JobsDatabase,
  generation: NewGeneration,
  queueLimit: number,
  standing: Standing = 'beside others',
): Promise<ClaimOutcome | null> {
  try {
    return await database.kysely.transaction().execute(async (trx) => {
      if (!(await insertUnlessActive(trx, generation))) return null;
      // The first lock on the job: whoever deleted it meanwhile went first.
      const view = await raiseSeq(trx, generation.jobId, { newest_generation_id: generation.id });
      if (view === null) throw new Refused({ kind: 'job-not-found' });
      const room = await findRoom(database, trx, queueLimit, standing);
      if (room === 'full') throw new Refused({ kind: 'queue-full', limit: queueLimit });
      if (room === 'unsure') throw new Unsure();
      return { kind: 'claimed', view };
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    if (error instanceof Unsure) return insertClaim(database, generation, queueLimit, 'alone');
    throw error;
  }
}

async function insertUnlessActive(
  trx: Transaction<Schema>,
  { id, jobId, request }: NewGeneration,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('generations')
    .values((eb) => ({
      id,
      job_id: jobId,
      ordinal: eb
        .selectFrom('generations')
        .select((of) => of(of.fn.coalesce(of.fn.max('ordinal'), sql.lit(0)), '+', 1).as('ordinal'))
        .where('job_id', '=', jobId),
      state: 'queued',
      epoch: 0,
      attempt_count: 0,
      lost_run_count: 0,
      heartbeat_no: 0,
      priority_rank: rankOf(request.priority),
      request: JSON.stringify(request),
      progress: 0,
      stage: 'queued',
      has_files: 0,
      created_at_ms: Date.now(),
    }))
    // Either index may be in the way: the active generation's, or that of the ordinals when one was claimed and
    // ended since this statement began to count them.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Rolls the insert back: a conflict is told before a full queue is. */
class Refused extends Error {
  constructor(readonly outcome: ClaimOutcome) {
    super(outcome.kind);
  }
}

/** Rolls the insert back, and with it what the claim holds at the end of the queue, to come again alone. */
class Unsure extends Error {}

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
    await raiseLockedSeq(trx, waiting.jobId, { newest_generation_id: newest?.id ?? null });
    return true;
  });
  return isWithdrawn ?? false;
}
