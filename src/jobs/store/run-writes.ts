import type { ExpressionBuilder, Transaction, UpdateObject } from 'kysely';
import type {
  FailureRecord,
  JobView,
  LossOutcome,
  ProgressRecord,
  ResultRecord,
  Run,
  TakenRun,
  WaitingGeneration,
} from '../job-store.port.js';
import { raiseLockedSeq, withLockedJob } from './lock-job.js';
import type { JobsDatabase, Schema } from './schema.js';
import { readView } from './views.js';

type GenerationChange = UpdateObject<Schema, 'generations'>;

/** Starts a run: the only way from `queued` to `processing`, under an epoch that was never used before. */
export async function take(database: JobsDatabase, waiting: WaitingGeneration): Promise<TakenRun | null> {
  return withLockedJob(database, waiting.jobId, async (trx) => {
    const taken = await trx
      .updateTable('generations')
      .set((eb) => ({
        state: 'processing',
        epoch: eb('epoch', '+', 1),
        attempt_count: eb('attempt_count', '+', 1),
        heartbeat_no: 0,
        started_at_ms: Date.now(),
        stage: 'decoding',
      }))
      .where('id', '=', waiting.generationId)
      .where('state', '=', 'queued')
      .returning('epoch')
      .executeTakeFirst();
    if (taken === undefined) return null;
    const view = await raiseLockedSeq(trx, waiting.jobId);
    if (view.current === null) return null;
    return { run: { ...waiting, epoch: taken.epoch }, generation: view.current, view };
  });
}

/** Shows that the run's worker lives. Changes no snapshot, so `seq` stays. */
export async function heartbeat(database: JobsDatabase, run: Run): Promise<boolean> {
  const { numUpdatedRows } = await database.kysely
    .updateTable('generations')
    .set((eb) => ({ heartbeat_no: eb('heartbeat_no', '+', 1) }))
    .where('id', '=', run.generationId)
    .where('epoch', '=', run.epoch)
    .where('state', '=', 'processing')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stores a snapshot. Progress never falls: a second run of a generation holds the first one's mark. */
export async function recordProgress(
  database: JobsDatabase,
  run: Run,
  { progress, stage, etaSeconds }: ProgressRecord,
): Promise<JobView | null> {
  return writeAsRun(database, run, (trx) =>
    changeGeneration(trx, run, (eb) => ({
      progress: eb.case().when('progress', '<', progress).then(progress).else(eb.ref('progress')).end(),
      stage,
      eta_seconds: etaSeconds,
    })),
  );
}

/**
 * Ends the generation with its result, which from the same moment on is the job's. Asked again by the run that
 * did so, it says so again: an answer that was lost with the connection must not look like a fence.
 */
export async function complete(
  database: JobsDatabase,
  run: Run,
  result: ResultRecord,
): Promise<JobView | null> {
  const view = await writeAsRun(
    database,
    run,
    async (trx) => {
      const isCurrent = await changeGeneration(trx, run, () => ({
        state: 'completed',
        progress: 100,
        stage: 'completed',
        eta_seconds: null,
        result: JSON.stringify(result),
        has_files: 1,
        finished_at_ms: Date.now(),
      }));
      if (!isCurrent) return false;
      await trx
        .updateTable('generations')
        .set({ superseded_at_ms: Date.now() })
        .where('job_id', '=', run.jobId)
        .where('state', '=', 'completed')
        .where('id', '!=', run.generationId)
        .where('superseded_at_ms', 'is', null)
        .execute();
      return true;
    },
    { result_generation_id: run.generationId },
  );
  return view ?? readCompletedBy(database, run);
}

async function readCompletedBy(database: JobsDatabase, run: Run): Promise<JobView | null> {
  const completed = await database.kysely
    .selectFrom('generations')
    .select('id')
    .where('id', '=', run.generationId)
    .where('epoch', '=', run.epoch)
    .where('state', '=', 'completed')
    .executeTakeFirst();
  return completed === undefined ? null : readView(database.kysely, run.jobId);
}

/** Ends the generation with the reason why there is no result. */
export async function fail(
  database: JobsDatabase,
  run: Run,
  failure: FailureRecord,
): Promise<JobView | null> {
  return writeAsRun(database, run, (trx) => changeGeneration(trx, run, () => failed(failure)));
}

/** Back into the queue, at the old place, without blame. */
export async function handBack(database: JobsDatabase, run: Run): Promise<JobView | null> {
  return writeAsRun(database, run, (trx) =>
    changeGeneration(trx, run, (eb) => ({ ...requeued(), epoch: eb('epoch', '+', 1) })),
  );
}

/** The run died: once more from the queue, unless too many died already. */
export async function lose(
  database: JobsDatabase,
  run: Run,
  failure: FailureRecord,
  attemptLimit: number,
): Promise<LossOutcome> {
  let kind: 'requeued' | 'failed' = 'requeued';
  const view = await writeAsRun(database, run, async (trx) => {
    const isRequeued = await changeGeneration(
      trx,
      run,
      (eb) => ({ ...requeued(), epoch: eb('epoch', '+', 1), lost_run_count: eb('lost_run_count', '+', 1) }),
      attemptLimit - 1,
    );
    if (isRequeued) return true;
    kind = 'failed';
    return changeGeneration(trx, run, (eb) => ({
      ...failed(failure),
      lost_run_count: eb('lost_run_count', '+', 1),
    }));
  });
  return view === null ? { kind: 'gone' } : { kind, view };
}

function requeued(): GenerationChange {
  return { state: 'queued', stage: 'queued', eta_seconds: null };
}

function failed({ code, message }: FailureRecord): GenerationChange {
  return {
    state: 'failed',
    error_code: code,
    error_message: message,
    eta_seconds: null,
    finished_at_ms: Date.now(),
  };
}

/** The fence: a change by a run that is not the current one changes nothing. */
async function changeGeneration(
  trx: Transaction<Schema>,
  run: Run,
  change: (eb: ExpressionBuilder<Schema, 'generations'>) => GenerationChange,
  lostRunsBelow?: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('generations')
    .set(change)
    .where('id', '=', run.generationId)
    .where('epoch', '=', run.epoch)
    .where('state', '=', 'processing')
    .$if(lostRunsBelow !== undefined, (query) => query.where('lost_run_count', '<', lostRunsBelow ?? 0))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function writeAsRun(
  database: JobsDatabase,
  run: Run,
  change: (trx: Transaction<Schema>) => Promise<boolean>,
  jobChange: { result_generation_id?: string } = {},
): Promise<JobView | null> {
  return withLockedJob(database, run.jobId, async (trx) => {
    if (!(await change(trx))) return null;
    return raiseLockedSeq(trx, run.jobId, jobChange);
  });
}
