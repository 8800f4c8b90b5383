import type {
  CancelOutcome,
  ClaimOutcome,
  DeleteOutcome,
  FailureRecord,
  GenerationRecord,
  Heartbeat,
  JobPage,
  JobSeq,
  JobStore,
  JobView,
  LossOutcome,
  NewGeneration,
  NewJob,
  ProgressRecord,
  QueuedGeneration,
  ResultRecord,
  Run,
  TakenRun,
  WaitingGeneration,
} from '../job-store.port.js';
import { claim, withdraw } from './claim.js';
import {
  forgetFiles,
  forgetJob,
  readDeletedJobs,
  readExistingJobs,
  readIdleJobs,
  readRunsWithFiles,
  readSupersededRuns,
} from './cleanup.js';
import { cancel, deleteJob } from './end-job.js';
import { insertJob } from './insert-job.js';
import { listJobs } from './list-jobs.js';
import { raiseLockedSeq, readLockedView, withLockedJob } from './lock-job.js';
import { countWaiting, readHeartbeats, readWaiting } from './queue-reads.js';
import { readSeqs } from './read-seqs.js';
import { toGenerationRecord } from './records.js';
import { complete, fail, handBack, heartbeat, lose, recordProgress, take } from './run-writes.js';
import type { JobsDatabase } from './schema.js';
import { readView, readViewsOf } from './views.js';

/** The records in a relational database; one operation a file beside this one. */
export class KyselyJobStore implements JobStore {
  constructor(private readonly database: JobsDatabase) {}

  createJob(job: NewJob): Promise<JobView> {
    return insertJob(this.database, job);
  }

  find(jobId: string): Promise<JobView | null> {
    return readView(this.database.kysely, jobId);
  }

  findMany(jobIds: readonly string[]): Promise<JobView[]> {
    return readViewsOf(this.database.kysely, jobIds);
  }

  seqs(jobIds: readonly string[]): Promise<JobSeq[]> {
    return readSeqs(this.database.kysely, jobIds);
  }

  list(limit: number, cursor: string | null): Promise<JobPage> {
    return listJobs(this.database.kysely, limit, cursor);
  }

  async generations(jobId: string, limit: number): Promise<GenerationRecord[]> {
    const rows = await this.database.kysely
      .selectFrom('generations')
      .selectAll()
      .where('job_id', '=', jobId)
      .orderBy('ordinal', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toGenerationRecord);
  }

  async findGeneration(jobId: string, generationId: string): Promise<GenerationRecord | null> {
    const row = await this.database.kysely
      .selectFrom('generations')
      .innerJoin('jobs', 'jobs.id', 'generations.job_id')
      .selectAll('generations')
      .where('generations.id', '=', generationId)
      .where('jobs.id', '=', jobId)
      .where('jobs.deleted_at_ms', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : toGenerationRecord(row);
  }

  claim(generation: NewGeneration, queueLimit: number): Promise<ClaimOutcome> {
    return claim(this.database, generation, queueLimit);
  }

  withdraw(waiting: WaitingGeneration): Promise<boolean> {
    return withdraw(this.database, waiting);
  }

  take(waiting: WaitingGeneration): Promise<TakenRun | null> {
    return take(this.database, waiting);
  }

  heartbeat(run: Run): Promise<boolean> {
    return heartbeat(this.database, run);
  }

  recordProgress(run: Run, progress: ProgressRecord): Promise<JobView | null> {
    return recordProgress(this.database, run, progress);
  }

  complete(run: Run, result: ResultRecord): Promise<JobView | null> {
    return complete(this.database, run, result);
  }

  fail(run: Run, failure: FailureRecord): Promise<JobView | null> {
    return fail(this.database, run, failure);
  }

  handBack(run: Run): Promise<JobView | null> {
    return handBack(this.database, run);
  }

  lose(run: Run, failure: FailureRecord, attemptLimit: number): Promise<LossOutcome> {
    return lose(this.database, run, failure, attemptLimit);
  }

  cancel(jobId: string, generationId: string | null): Promise<CancelOutcome> {
    return cancel(this.database, jobId, generationId);
  }

  delete(jobId: string): Promise<DeleteOutcome> {
    return deleteJob(this.database, jobId);
  }

  announcePosition(waiting: WaitingGeneration): Promise<JobView | null> {
    return withLockedJob(this.database, waiting.jobId, async (trx) => {
      const { current } = await readLockedView(trx, waiting.jobId);
      const isWaiting = current?.id === waiting.generationId && current.state === 'queued';
      return isWaiting ? raiseLockedSeq(trx, waiting.jobId) : null;
    });
  }

  waiting(limit: number): Promise<QueuedGeneration[]> {
    return readWaiting(this.database.kysely, limit);
  }

  countWaiting(): Promise<number> {
    return countWaiting(this.database.kysely);
  }

  heartbeats(): Promise<Heartbeat[]> {
    return readHeartbeats(this.database.kysely);
  }

  deletedJobs(deletedBeforeMs: number): Promise<string[]> {
    return readDeletedJobs(this.database, deletedBeforeMs);
  }

  forget(jobId: string): Promise<void> {
    return forgetJob(this.database, jobId);
  }

  idleJobs(unchangedSinceMs: number): Promise<string[]> {
    return readIdleJobs(this.database, unchangedSinceMs);
  }

  supersededRuns(supersededBeforeMs: number): Promise<Run[]> {
    return readSupersededRuns(this.database, supersededBeforeMs);
  }

  existingJobs(jobIds: readonly string[]): Promise<string[]> {
    return readExistingJobs(this.database, jobIds);
  }

  runsWithFiles(jobId: string): Promise<Run[]> {
    return readRunsWithFiles(this.database, jobId);
  }

  forgetFiles(run: Run): Promise<void> {
    return forgetFiles(this.database, run);
  }
}
