import type { ErrorAnswer, JobSnapshot } from '../../src/progress/progress.events.js';
import { ApiError } from './api-error.js';
import { readSnapshot } from './api.js';
import type { ProgressSocket } from './progress-socket.js';

/** How often the status is read while the socket is away, for instance where WebSockets are blocked. */
const POLL_INTERVAL_MS = 2_000;

export interface JobListener {
  onSnapshot: (snapshot: JobSnapshot) => void;
  onRefused: (message: string) => void;
  onConnection: (isConnected: boolean) => void;
}

/**
 * Follows one job: by socket, and by reading its status while the socket is away. Each snapshot handed on is newer
 * than the one before it, whichever way it came.
 */
export class JobWatch {
  private lastSeq = -1;
  private isOver = false;
  private pollTimer: number | null = null;
  private readonly unsubscribe: () => void;

  constructor(
    socket: ProgressSocket,
    private readonly jobId: string,
    private readonly listener: JobListener,
  ) {
    this.unsubscribe = socket.subscribe(jobId, {
      onSnapshot: (snapshot) => {
        this.accept(snapshot);
      },
      onRefused: (reason: ErrorAnswer) => {
        this.listener.onRefused(reason.message);
      },
      onConnection: (isConnected) => {
        this.listener.onConnection(isConnected);
        if (isConnected) this.stopPolling();
        else this.startPolling();
      },
    });
  }

  /** Takes a snapshot that came by another way, such as the answer to a cancel; drops it when it is not newer. */
  accept(snapshot: JobSnapshot): void {
    if (this.isOver || snapshot.job_id !== this.jobId || snapshot.seq <= this.lastSeq) return;
    this.lastSeq = snapshot.seq;
    this.listener.onSnapshot(snapshot);
  }

  stop(): void {
    this.isOver = true;
    this.stopPolling();
    this.unsubscribe();
  }

  private startPolling(): void {
    this.pollTimer ??= window.setInterval(() => {
      void this.poll();
    }, POLL_INTERVAL_MS);
  }

  private stopPolling(): void {
    if (this.pollTimer !== null) window.clearInterval(this.pollTimer);
    this.pollTimer = null;
  }

  private async poll(): Promise<void> {
    try {
      this.accept(await readSnapshot(this.jobId));
    } catch (error) {
      // While the server is away there is nothing to say beyond "no connection"; a job that is gone is news.
      if (!this.isOver && error instanceof ApiError && error.status === 404)
        this.listener.onRefused(error.message);
    }
  }
}
