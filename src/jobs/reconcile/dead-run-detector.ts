import type { Heartbeat, Run } from '../job-store.port.js';

/** Silence after which a run counts as dead: twelve missed beats. */
const DEAD_AFTER_MS = 12_000;
/** A look that comes this late says more about the observer than about the observed. */
const LATE_AFTER_MS = 3_000;

interface Observation {
  readonly heartbeatNo: number;
  readonly sinceMs: number;
}

/**
 * Tells dead runs from the numbers that live ones raise. It compares nothing but its own monotonic times, so
 * that no clock set wrong, here or at a worker, can declare a living run dead.
 */
export class DeadRunDetector {
  #observations = new Map<string, Observation>();
  #lastLookMs: number | null = null;

  /**
   * @param heartbeats every run that should be alive
   * @param nowMs a monotonic time
   * @returns the runs whose number stood still for 12 s of timely looks
   */
  look(heartbeats: readonly Heartbeat[], nowMs: number): Run[] {
    if (this.#lastLookMs !== null && nowMs - this.#lastLookMs > LATE_AFTER_MS) this.forget();
    this.#lastLookMs = nowMs;
    const seen = new Map<string, Observation>();
    const dead: Run[] = [];
    for (const { run, heartbeatNo } of heartbeats) {
      const key = `${run.generationId}:${run.epoch}`;
      const before = this.#observations.get(key);
      const observation = before?.heartbeatNo === heartbeatNo ? before : { heartbeatNo, sinceMs: nowMs };
      seen.set(key, observation);
      if (nowMs - observation.sinceMs >= DEAD_AFTER_MS) dead.push(run);
    }
    this.#observations = seen;
    return dead;
  }

  /** Starts afresh: after a late look or a failed read, what was seen before proves nothing. */
  forget(): void {
    this.#observations.clear();
  }
}
