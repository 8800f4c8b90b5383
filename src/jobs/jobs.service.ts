import { Inject, Injectable } from '@nestjs/common';
import { EVENT_BUS, type EventBus } from '../common/events/event-bus.port.js';
import { MetricsService } from '../common/telemetry/metrics.service.js';
import {
  JOB_STORE,
  type FailureRecord,
  type GenerationRecord,
  type JobPage,
  type JobSeq,
  type JobStore,
  type JobView,
  type LossOutcome,
  type NewGeneration,
  type NewJob,
  type ProgressRecord,
  type QueuedGeneration,
  type ResultRecord,
  type Run,
  type TakenRun,
  type WaitingGeneration,
} from './job-store.port.js';
import {
  GenerationChangedError,
  GenerationInProgressError,
  JobActiveError,
  JobNotFoundError,
  QueueFullError,
} from './jobs.errors.js';
import { GENERATION_CANCELLED, GENERATION_REQUEUED, JOB_CHANGED, QUEUE_MOVED } from './jobs.events.js';

/** The state machine of jobs and generations: each step is the store's, and is told to whoever listens. */
@Injectable()
export class JobsService {
  constructor(
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly metrics: MetricsService,
  ) {}

  create(job: NewJob): Promise<JobView> {
    return this.store.createJob(job);
  }

  /** @throws JobNotFoundError */
  async get(jobId: string): Promise<JobView> {
    const view = await this.store.find(jobId);
    if (view === null) throw new JobNotFoundError();
    return view;
  }

  /** Those of the jobs that there are. */
  findMany(jobIds: readonly string[]): Promise<JobView[]> {
    return this.store.findMany(jobIds);
  }

  seqs(jobIds: readonly string[]): Promise<JobSeq[]> {
    return this.store.seqs(jobIds);
  }

  list(limit: number, cursor: string | null): Promise<JobPage> {
    return this.store.list(limit, cursor);
  }

  generations(jobId: string, limit: number): Promise<GenerationRecord[]> {
    return this.store.generations(jobId, limit);
  }

  findGeneration(jobId: string, generationId: string): Promise<GenerationRecord | null> {
    return this.store.findGeneration(jobId, generationId);
  }

  /**
   * Makes `generation` the job's one active generation.
   * @throws JobNotFoundError, GenerationInProgressError, QueueFullError
   */
  async claim(generation: NewGeneration, queueLimit: number): Promise<JobView> {
    const outcome = await this.store.claim(generation, queueLimit);
    switch (outcome.kind) {
      case 'claimed':
        return outcome.view;
      case 'conflict':
        throw new GenerationInProgressError(outcome.view);
      case 'job-not-found':
        throw new JobNotFoundError();
      case 'queue-full':
        throw new QueueFullError(outcome.limit);
    }
  }

  /** Tells of a claim once it is sure to stay: one that is given back was never news. */
  announceClaim(claimed: JobView): void {
    this.changed(claimed);
    this.queueMoved();
  }

  /** Gives a claim back that no worker has seen; false where one already has. */
  withdraw(waiting: WaitingGeneration): Promise<boolean> {
    return this.store.withdraw(waiting);
  }

  async take(waiting: WaitingGeneration): Promise<TakenRun | null> {
    const taken = await this.store.take(waiting);
    if (taken !== null) {
      this.changed(taken.view);
      this.queueMoved();
    }
    return taken;
  }

  heartbeat(run: Run): Promise<boolean> {
    return this.store.heartbeat(run);
  }

  async recordProgress(run: Run, progress: ProgressRecord): Promise<boolean> {
    return this.changedIf(await this.store.recordProgress(run, progress));
  }

  async complete(run: Run, result: ResultRecord): Promise<boolean> {
    return this.changedIf(await this.store.complete(run, result));
  }

  async fail(run: Run, failure: FailureRecord): Promise<boolean> {
    return this.changedIf(await this.store.fail(run, failure));
  }

  async handBack(run: Run): Promise<boolean> {
    const view = await this.store.handBack(run);
    if (view !== null) this.requeued(view, run);
    return view !== null;
  }

  async lose(run: Run, failure: FailureRecord, attemptLimit: number): Promise<LossOutcome> {
    const outcome = await this.store.lose(run, failure, attemptLimit);
    if (outcome.kind === 'failed') this.changed(outcome.view);
    if (outcome.kind === 'requeued') this.requeued(outcome.view, run);
    return outcome;
  }

  /**
   * Ends the active generation; where none is active nothing happens.
   * @throws JobNotFoundError, GenerationChangedError
   */
  async cancel(jobId: string, generationId: string | null): Promise<JobView> {
    const outcome = await this.store.cancel(jobId, generationId);
    switch (outcome.kind) {
      case 'cancelled':
        this.bus.publish(GENERATION_CANCELLED, { jobId, generationId: outcome.generationId });
        this.changed(outcome.view);
        this.queueMoved();
        return outcome.view;
      case 'not-active':
        return outcome.view;
      case 'changed':
        throw new GenerationChangedError(outcome.view);
      case 'job-not-found':
        throw new JobNotFoundError();
    }
  }

  /** @throws JobNotFoundError, JobActiveError */
  async delete(jobId: string): Promise<void> {
    const outcome = await this.store.delete(jobId);
    switch (outcome.kind) {
      case 'deleted':
        return;
      case 'active':
        throw new JobActiveError(outcome.view);
      case 'job-not-found':
        throw new JobNotFoundError();
    }
  }

  /** Shows a waiting generation's new queue position. */
  async announcePosition(waiting: WaitingGeneration): Promise<boolean> {
    return this.changedIf(await this.store.announcePosition(waiting));
  }

  waiting(limit: number): Promise<QueuedGeneration[]> {
    return this.store.waiting(limit);
  }

  private changedIf(view: JobView | null): boolean {
    if (view !== null) this.changed(view);
    return view !== null;
  }

  private changed(view: JobView): void {
    const state = view.current?.state;
    if (state !== undefined && state !== 'queued' && state !== 'processing')
      this.metrics.generations.inc({ state });
    this.bus.publish(JOB_CHANGED, { view });
  }

  private requeued(view: JobView, { jobId, generationId }: Run): void {
    this.changed(view);
    const priority = view.current?.request.priority ?? 'normal';
    this.bus.publish(GENERATION_REQUEUED, { jobId, generationId, priority });
    this.queueMoved();
  }

  private queueMoved(): void {
    this.bus.publish(QUEUE_MOVED, null);
  }
}
