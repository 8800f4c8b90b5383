import type { Selectable, Transaction } from 'kysely';
import type { JobView } from '../job-store.port.js';
import type { JobsDatabase, JobsTable, Schema } from './schema.js';
import { toView } from './views.js';

/**
 * Runs one step of the state machine with the job's row locked. Every step locks the job first and touches its
 * generations after, so that two steps on one job can neither interleave nor wait for each other in a circle.
 * @returns what the step returns, or null where the job does not exist (any more)
 */
export async function withLockedJob<Result>(
  database: JobsDatabase,
  jobId: string,
  step: (trx: Transaction<Schema>, job: Selectable<JobsTable>) => Promise<Result>,
): Promise<Result | null> {
  return database.kysely.transaction().execute(async (trx) => {
    const job = await trx
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', jobId)
      .where('deleted_at_ms', 'is', null)
      .$if(database.locksRows, (query) => query.forUpdate())
      .executeTakeFirst();
    return job === undefined ? null : step(trx, job);
  });
}

/**
 * Raises the job's `seq`: called once by every step that changes what a snapshot shows, as its last write.
 * @returns the view after the step
 */
export async function raiseSeq(
  trx: Transaction<Schema>,
  jobId: string,
  change: Partial<Pick<JobsTable, 'newest_generation_id' | 'result_generation_id'>> = {},
): Promise<JobView> {
  const row = await trx
    .updateTable('jobs')
    .set((eb) => ({ seq: eb('seq', '+', 1), updated_at_ms: Date.now(), ...change }))
    .where('id', '=', jobId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toView(trx, row);
}
