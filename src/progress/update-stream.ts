import type { JobSnapshot } from './progress.events.js';

/** Between two updates of one job: at most four a second. */
const INTERVAL_MS = 250;
/** How long a quiet job's last `seq` is remembered, to tell a late update from a new one. */
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

  constructor(private readonly send: (snapshot: JobSnapshot, isTerminal: boolean) => void) {}

  push(snapshot: JobSnapshot): void {
    const channel = this.#channels.get(snapshot.job_id);
    const newest = Math.max(channel?.lastSeq ?? 0, channel?.held?.seq ?? 0);
    if (snapshot.seq <= newest) return;
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
    channel.timer = setTimeout(() => this.#channels.delete(jobId), MEMORY_MS).unref();
  }
}
