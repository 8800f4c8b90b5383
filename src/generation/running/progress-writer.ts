import type { ProgressRecord } from '../../jobs/job-store.port.js';
import { overallProgress } from '../../modelling/stages.js';
import type { ModelEvent } from './model-task.js';

const WRITE_EVERY_MS = 250;
/** Before this share of the work is done, its pace says nothing about the rest. */
const ETA_FROM = 0.05;
/** 100 is for what is completed. */
const MOST = 99;

/**
 * Stores a run's progress a few times a second, however often the modelling process reports it: always the
 * newest, one write at a time.
 */
export class ProgressWriter {
  readonly #startedMs = performance.now();
  #newest: ModelEvent | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastWriteMs = Number.NEGATIVE_INFINITY;
  #writing: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param write stores the progress; false where the run is not the current one any more */
  constructor(
    private readonly write: (progress: ProgressRecord) => Promise<boolean>,
    private readonly onFenced: () => void,
  ) {}

  push(event: ModelEvent): void {
    this.#newest = event;
    if (this.#isStopped || this.#timer !== null) return;
    const waitMs = Math.max(0, this.#lastWriteMs + WRITE_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#lastWriteMs = performance.now();
      this.#writing = this.#store();
    }, waitMs);
  }

  /** Stores nothing more; resolves when a write at work has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#writing;
  }

  /** Stops with the newest progress stored: it says where a run failed. */
  async stopStored(): Promise<void> {
    const isHeld = this.#timer !== null;
    await this.stop();
    if (isHeld) await this.#store();
  }

  async #store(): Promise<void> {
    if (this.#newest === null) return;
    const { stage, fraction } = this.#newest;
    const share = overallProgress(stage, fraction);
    try {
      const isCurrent = await this.write({
        progress: Math.min(MOST, Math.floor(share * 100)),
        stage,
        etaSeconds: this.#estimate(share),
      });
      if (!isCurrent) this.onFenced();
    } catch {
      // Progress is a courtesy: what it says next makes up for what it could not say now, and a database that
      // stays away is noticed by the heartbeat.
    }
  }

  #estimate(share: number): number | null {
    if (share < ETA_FROM) return null;
    const elapsedMs = performance.now() - this.#startedMs;
    return Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  }
}
