import { effect, signal, type ReadonlySignal, untracked } from '@preact/signals';
import type { JobSnapshot } from '../../../src/progress/progress.events.js';
import { ApiError } from '../api/api-error.js';
import type { GenerationRequest, StartOutcome } from '../api/api.types.js';
import {
  cancelGeneration,
  deleteJob,
  findJob,
  isServerThere,
  listJobs,
  readSnapshot,
  retryGeneration,
  startGeneration,
} from '../api/jobs-api.js';
import { newJob, type Job } from './job.js';
import { ProgressSocket } from './progress-socket.js';
import { forgetJob, rememberedJobs, rememberJob } from './remembered-jobs.js';

/** How often active jobs are read while the socket is away, for instance where WebSockets are blocked. */
const POLL_INTERVAL_MS = 2_000;

/**
 * Every job that the page knows, each followed by socket, or by reading its status while the socket is away. A
 * snapshot is taken over only when it is newer than the one before it, whichever way it came.
 */
export class JobsStore {
  private readonly list = signal<readonly Job[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly isRead = signal(false);
  private readonly gone = signal<ReadonlySet<string>>(new Set());
  private readonly away = signal(false);
  private isPolling = false;
  private readonly socket = new ProgressSocket({
    onSnapshot: (snapshot) => {
      this.accept(snapshot);
    },
    onGone: (jobId) => {
      this.drop(jobId);
    },
    isActive: (jobId) => this.find(jobId)?.snapshot.peek().is_active === true,
  });

  constructor() {
    const poll = (): void => {
      if (this.socket.isConnected.value === false) void untracked(() => this.poll());
      else this.away.value = false;
    };
    effect(poll);
    window.setInterval(poll, POLL_INTERVAL_MS);
  }

  /** Newest first. */
  get jobs(): ReadonlySignal<readonly Job[]> {
    return this.list;
  }

  /** Whether the list has come; before that nothing is known, which is not the same as no jobs. */
  get isListed(): ReadonlySignal<boolean> {
    return this.isRead;
  }

  get hasMore(): boolean {
    return this.cursor.value !== null;
  }

  /** Whether the server can be reached neither by socket nor by asking. */
  get isAway(): ReadonlySignal<boolean> {
    return this.away;
  }

  /** Whether there is no such job (any more). */
  isGone(jobId: string): boolean {
    return this.gone.value.has(jobId);
  }

  find(jobId: string): Job | undefined {
    return this.list.value.find(({ id }) => id === jobId);
  }

  /** Brings back the jobs of earlier visits: those the server lists, else those this browser remembers. */
  async load(): Promise<void> {
    try {
      await this.loadMore();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
      await Promise.all(rememberedJobs().map((jobId) => this.open(jobId)));
    }
    this.isRead.value = true;
  }

  /** The next page of the list. */
  async loadMore(): Promise<void> {
    const page = await listJobs(this.cursor.value);
    this.cursor.value = page.next_cursor;
    for (const listed of page.jobs) this.add(newJob(listed.original_filename, listed));
  }

  /** Makes sure that a job is known and followed. */
  async open(jobId: string): Promise<void> {
    if (this.find(jobId)) return;
    try {
      const detail = await findJob(jobId);
      if (detail) this.add(newJob(detail.original_filename, detail as JobSnapshot));
      else this.drop(jobId);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** Takes in a job that this page has just made by an upload. */
  async adopt(jobId: string, name: string): Promise<void> {
    rememberJob(jobId);
    this.add(newJob(name, await readSnapshot(jobId)));
  }

  async start(jobId: string, generation: GenerationRequest): Promise<void> {
    await this.catchUp(jobId, await startGeneration(jobId, generation));
  }

  async retry(jobId: string): Promise<void> {
    await this.catchUp(jobId, await retryGeneration(jobId));
  }

  /** Cancels the generation the reader sees, never a newer one. */
  async cancel(jobId: string): Promise<void> {
    const seen = this.find(jobId)?.snapshot.value.generation_id ?? null;
    this.accept(await cancelGeneration(jobId, seen));
  }

  async delete(jobId: string): Promise<void> {
    await deleteJob(jobId);
    this.drop(jobId);
  }

  private add(job: Job): void {
    const known = this.find(job.id);
    if (known) {
      this.accept(job.snapshot.value);
      return;
    }
    this.list.value = [...this.list.value, job].sort((a, b) =>
      b.snapshot.value.created_at.localeCompare(a.snapshot.value.created_at),
    );
    this.socket.subscribe(job.id);
  }

  private accept(snapshot: JobSnapshot): void {
    const job = this.find(snapshot.job_id);
    if (job === undefined || snapshot.seq <= job.snapshot.value.seq) return;
    job.snapshot.value = snapshot;
    if (!snapshot.is_active) job.hasMetConflict.value = false;
  }

  private drop(jobId: string): void {
    this.socket.unsubscribe(jobId);
    forgetJob(jobId);
    this.list.value = this.list.value.filter(({ id }) => id !== jobId);
    this.gone.value = new Set(this.gone.value).add(jobId);
  }

  /** Whoever meets a running generation is shown how far it is, even where the socket is away. */
  private async catchUp(jobId: string, outcome: StartOutcome): Promise<void> {
    const job = this.find(jobId);
    if (job) job.hasMetConflict.value = outcome.kind === 'conflict';
    this.accept(await readSnapshot(jobId));
  }

  private async poll(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    const isThere = await isServerThere();
    this.away.value = !isThere && this.socket.isConnected.value === false;
    if (isThere) await this.readActive();
    this.isPolling = false;
  }

  private async readActive(): Promise<void> {
    const active = this.list.value.filter(({ snapshot }) => snapshot.value.is_active);
    await Promise.all(
      active.map(async ({ id }) => {
        try {
          this.accept(await readSnapshot(id));
        } catch (error) {
          // That the server has just gone the next look tells; a job that is gone is news.
          if (error instanceof ApiError && error.status === 404) this.drop(id);
        }
      }),
    );
  }
}
