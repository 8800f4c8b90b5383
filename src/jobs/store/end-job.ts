import type { CancelOutcome, DeleteOutcome } from '../job-store.port.js';
import { raiseLockedSeq, readLockedView, withLockedJob } from './lock-job.js';
import type { JobsDatabase } from './schema.js';

const ACTIVE = ['queued', 'processing'] as const;

/**
 * Ends the active generation at once. The raised epoch fences the run that may still be working; completion
 * is the same kind of conditional update, so exactly one of the two wins.
 */
export async function cancel(
  database: JobsDatabase,
  jobId: string,
  generationId: string | null,
): Promise<CancelOutcome> {
  const outcome = await withLockedJob<CancelOutcome>(database, jobId, async (trx, job) => {
    const isOther = generationId !== null && generationId !== job.newest_generation_id;
    const cancelled = isOther
      ? undefined
      : await trx
          .updateTable('generations')
          .set((eb) => ({
            state: 'cancelled',
            epoch: eb('epoch', '+', 1),
            eta_seconds: null,
            finished_at_ms: Date.now(),
          }))
          .where('job_id', '=', jobId)
          .where('state', 'in', ACTIVE)
          .returning('id')
          .executeTakeFirst();
    if (cancelled !== undefined) {
      return { kind: 'cancelled', view: await raiseLockedSeq(trx, jobId), generationId: cancelled.id };
    }
    return { kind: isOther ? 'changed' : 'not-active', view: await readLockedView(trx, jobId) };
  });
  return outcome ?? { kind: 'job-not-found' };
}

/** Hides the job from every read. Refused while a generation is active. */
export async function deleteJob(database: JobsDatabase, jobId: string): Promise<DeleteOutcome> {
  const outcome = await withLockedJob<DeleteOutcome>(database, jobId, async (trx) => {
    const view = await readLockedView(trx, jobId);
    const state = view.current?.state;
    if (state === 'queued' || state === 'processing') return { kind: 'active', view };
    await trx
      .updateTable('jobs')
      .set((eb) => ({ deleted_at_ms: Date.now(), seq: eb('seq', '+', 1), updated_at_ms: Date.now() }))
      .where('id', '=', jobId)
      .execute();
    return { kind: 'deleted' };
  });
  return outcome ?? { kind: 'job-not-found' };
}
