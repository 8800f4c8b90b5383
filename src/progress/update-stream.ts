import type { JobSnapshot } from './progress.events.js';

/** Between two updates of one job: at most four a second. */
const INTERVAL_MS = 250;
/** How long the last `seq` of a quiet job that nobody follows is remembered, to tell a late update from a new one. */
const MEMORY_MS = 60_000;

interface Channel {
  lastSeq: number;
  /** The generation whose end was the last that was told; null where it was anything else. */
  toldEndOf: string | null;
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

  /** Takes as told what a subscriber was answered: nothing up to its `seq` is sent any more. */
  remember(snapshot: JobSnapshot): void {
    const { job_id: jobId, seq } = snapshot;
    const channel = this.#channels.get(jobId);
    if (channel === undefined) {
      const timer = this.#forgetLater(jobId);
      this.#channels.set(jobId, {
        lastSeq: seq,
        toldEndOf: endedIn(snapshot),
        isOpen: true,
        held: null,
        timer,
      });
      return;
    }
    if (seq > channel.lastSeq) {
      channel.lastSeq = seq;
      channel.toldEndOf = endedIn(snapshot);
    }
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
    const ended = endedIn(snapshot);
    // After a start that was taken back the job stands where it stood, with a greater `seq`: that is no news.
    if (channel !== undefined && ended !== null && channel.toldEndOf === ended) {
      channel.lastSeq = snapshot.seq;
      channel.held = null;
    } else if (channel === undefined || channel.isOpen || ended !== null) this.#emit(snapshot);
    else channel.held = snapshot;
  }

  close(): void {
    for (const { timer } of this.#channels.values()) clearTimeout(timer);
    this.#channels.clear();
  }

  #emit(snapshot: JobSnapshot): void {
    const { job_id: jobId, seq } = snapshot;
    const toldEndOf = endedIn(snapshot);
    clearTimeout(this.#channels.get(jobId)?.timer);
    const timer = setTimeout(() => {
      this.#open(jobId);
    }, INTERVAL_MS).unref();
    this.#channels.set(jobId, { lastSeq: seq, toldEndOf, isOpen: false, held: null, timer });
    this.send(snapshot, toldEndOf !== null);
  }

  #open(jobId: string): void {
    const channel = this.#channels.get(jobId);
    if (channel === undefined) return;
    if (channel.held !== null) {
      this.#emit(channel.held);
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

/** The generation whose end the snapshot shows, or null. */
function endedIn(snapshot: JobSnapshot): string | null {
  return snapshot.is_active ? null : snapshot.generation_id;
}

function newestOf({ lastSeq, held }: Channel): number {
  return Math.max(lastSeq, held?.seq ?? 0);
}
