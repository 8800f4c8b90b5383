import type { JobSnapshot } from './progress.events.js';

/** Between two updates of one job: at most four a second. */
const INTERVAL_MS = 250;
/** How long the last `seq` of a quiet job that nobody follows is remembered, to tell a late update from a new one. */
const MEMORY_MS = 60_000;

interface Channel {
  lastSeq: number;
  /** Whether the next update may leave at once. */
  isOpen: boolean;
  /** The newest update that waits for its turn. */
  held: JobSnapshot | null;
  timer: NodeJS.Timeout;
}

/**
 * Thins the updates of each job to a steady few a second without ever losing the newest, and drops what
 * arrives late: updates leave in rising `seq`. The end of a generation leaves at once.
 */
export class UpdateStream {
  readonly #channels = new Map<string, Channel>();

  /** @param isFollowed whether anyone still listens to the job: then its last `seq` is not forgotten */
  constructor(
    private readonly send: (snapshot: JobSnapshot, isTerminal: boolean) => void,
    private readonly isFollowed: (jobId: string) => boolean,
  ) {}

  /** Takes as told what a subscriber was answered: nothing up to this `seq` is sent any more. */
  remember(jobId: string, seq: number): void {
    const channel = this.#channels.get(jobId);
    if (channel === undefined) {
      const timer = this.#forgetLater(jobId);
      this.#channels.set(jobId, { lastSeq: seq, isOpen: true, held: null, timer });
      return;
    }
    channel.lastSeq = Math.max(channel.lastSeq, seq);
    if (channel.held !== null && channel.held.seq <= channel.lastSeq) channel.held = null;
  }

  /** Whether a job is known to have come further than was sent of it, or is about to be. */
  isBehind(jobId: string, seq: number): boolean {
    const channel = this.#channels.get(jobId);
    return channel !== undefined && newestOf(channel) < seq;
  }

  push(snapshot: JobSnapshot): void {
    const channel = this.#channels.get(snapshot.job_id);
    if (channel !== undefined && snapshot.seq <= newestOf(channel)) return;
    const isTerminal = !snapshot.is_active && snapshot.generation_id !== null;
    if (channel === undefined || channel.isOpen || isTerminal) this.#emit(snapshot, isTerminal);
    else channel.held = snapshot;
  }

  close(): void {
    for (const { timer } of this.#channels.values()) clearTimeout(timer);
    this.#channels.clear();
  }

  #emit(snapshot: JobSnapshot, isTerminal: boolean): void {
    const { job_id: jobId, seq } = snapshot;
    clearTimeout(this.#channels.get(jobId)?.timer);
    const timer = setTimeout(() => {
      this.#open(jobId);
    }, INTERVAL_MS).unref();
    this.#channels.set(jobId, { lastSeq: seq, isOpen: false, held: null, timer });
    this.send(snapshot, isTerminal);
  }

  #open(jobId: string): void {
    const channel = this.#channels.get(jobId);
    if (channel === undefined) return;
    if (channel.held !== null) {
      this.#emit(channel.held, false);
      return;
    }
    channel.isOpen = true;
    channel.timer = this.#forgetLater(jobId);
  }

  #forgetLater(jobId: string): NodeJS.Timeout {
    return setTimeout(() => {
      const channel = this.#channels.get(jobId);
      if (channel !== undefined && this.isFollowed(jobId)) channel.timer = this.#forgetLater(jobId);
      else this.#channels.delete(jobId);
    }, MEMORY_MS).unref();
  }
}

function newestOf({ lastSeq, held }: Channel): number {
  return Math.max(lastSeq, held?.seq ?? 0);
}
