import type { Selectable, Transaction } from 'kysely';
import type { JobView } from '../job-store.port.js';
import type { JobsDatabase, JobsTable, Schema } from './schema.js';
import { readView } from './views.js';

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
 * @returns the view after the step, or null where the job does not exist (any more)
 */
export async function raiseSeq(
  trx: Transaction<Schema>,
  jobId: string,
  change: Partial<Pick<JobsTable, 'newest_generation_id' | 'result_generation_id'>> = {},
): Promise<JobView | null> {
  await trx
    .updateTable('jobs')
    .set((eb) => ({ seq: eb('seq', '+', 1), updated_at_ms: Date.now(), ...change }))
    .where('id', '=', jobId)
    .where('deleted_at_ms', 'is', null)
    .execute();
  return readView(trx, jobId);
}

/** {@link raiseSeq} of a job that is locked: it is there. */
export async function raiseLockedSeq(...of: Parameters<typeof raiseSeq>): Promise<JobView> {
  return present(await raiseSeq(...of));
}

/** The view of a job that is locked. */
export async function readLockedView(trx: Transaction<Schema>, jobId: string): Promise<JobView> {
  return present(await readView(trx, jobId));
}

function present(view: JobView | null): JobView {
  if (view === null) throw new Error('A locked job is there');
  return view;
}
