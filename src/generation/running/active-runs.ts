import type { Run } from '../../jobs/job-store.port.js';

/** Why a run is stopped from outside. */
export type StopReason = 'cancelled' | 'fenced' | 'handed-back';

/** The runs at work in this process, so that each can be stopped. */
export class ActiveRuns {
  readonly #runs = new Map<string, AbortController>();

  get count(): number {
    return this.#runs.size;
  }

  add({ generationId, epoch }: Run): AbortController {
    const stop = new AbortController();
    this.#runs.set(`${generationId}:${epoch}`, stop);
    return stop;
  }

  remove({ generationId, epoch }: Run): void {
    this.#runs.delete(`${generationId}:${epoch}`);
  }

  /** Stops every run of the generation. */
  stop(generationId: string, reason: StopReason): void {
    for (const [key, stop] of this.#runs) {
      if (key.startsWith(`${generationId}:`)) stop.abort(reason);
    }
  }

  stopAll(reason: StopReason): void {
    for (const stop of this.#runs.values()) stop.abort(reason);
  }
}
