import type { JobSnapshot } from '../../src/progress/progress.events.js';
import { cancelGeneration, readSnapshot, retryGeneration, startGeneration } from './api.js';
import type { GenerationRequest, StartOutcome } from './api.types.js';
import { JobWatch } from './job-watch.js';
import type { ProgressSocket } from './progress-socket.js';

export interface SessionListener {
  /** The snapshot or the connection is another one now. */
  onChange: () => void;
  /** There is no such job (any more); the session is closed. */
  onGone: (message: string) => void;
}

/** The one job the page is about: its newest snapshot, and what the reader may do with it. */
export class JobSession {
  private id: string | null = null;
  private newest: JobSnapshot | null = null;
  private isOnline = true;
  private watch: JobWatch | null = null;

  constructor(
    private readonly socket: ProgressSocket,
    private readonly listener: SessionListener,
  ) {}

  get jobId(): string | null {
    return this.id;
  }

  /** Null until the server has answered for the first time. */
  get snapshot(): JobSnapshot | null {
    return this.newest;
  }

  get isConnected(): boolean {
    return this.isOnline;
  }

  /** Follows this job instead of the one before. */
  open(jobId: string): void {
    this.close();
    this.id = jobId;
    this.watch = new JobWatch(this.socket, jobId, {
      onSnapshot: (snapshot) => {
        this.newest = snapshot;
        this.listener.onChange();
      },
      onRefused: (message) => {
        this.close();
        this.listener.onGone(message);
      },
      onConnection: (isConnected) => {
        this.isOnline = isConnected;
        this.listener.onChange();
      },
    });
  }

  close(): void {
    this.watch?.stop();
    this.watch = null;
    this.id = null;
    this.newest = null;
  }

  async start(jobId: string, generation: GenerationRequest): Promise<StartOutcome> {
    return this.catchUp(jobId, await startGeneration(jobId, generation));
  }

  async retry(jobId: string): Promise<StartOutcome> {
    return this.catchUp(jobId, await retryGeneration(jobId));
  }

  /** Cancels the generation the reader sees, never a newer one. */
  async cancel(jobId: string): Promise<void> {
    this.watch?.accept(await cancelGeneration(jobId, this.newest?.generation_id ?? null));
  }

  /** Who meets a running generation is shown how far it is, even where the socket is away. */
  private async catchUp(jobId: string, outcome: StartOutcome): Promise<StartOutcome> {
    if (outcome.kind === 'conflict' || !this.isOnline) this.watch?.accept(await readSnapshot(jobId));
    return outcome;
  }
}
