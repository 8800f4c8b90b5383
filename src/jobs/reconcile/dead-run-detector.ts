import type { Heartbeat, Run } from '../job-store.port.js';

/** Silence after which a run counts as dead: twelve missed beats. */
const DEAD_AFTER_MS = 12_000;
/** A look that comes this late says more about the observer than about the observed. */
const LATE_AFTER_MS = 3_000;

interface Observation {
  readonly heartbeatNo: number;
  /** For how long the number was seen to stand still. */
  readonly silentMs: number;
}

/**
 * Tells dead runs from the numbers that live ones raise. It compares nothing but its own monotonic times, so
 * that no clock set wrong, here or at a worker, can declare a living run dead.
 *
 * A number that stood still stood still all the time, but time in which nobody looked is not held against the
 * run: it may have been unable to raise it. Nor is what was seen before forgotten for it, or the dead would not
 * be found among records that fail again and again.
 */
export class DeadRunDetector {
  #observations = new Map<string, Observation>();
  /** Null where the time since then does not count. */
  #lastLookMs: number | null = null;

  /**
   * @param heartbeats every run that should be alive
   * @param nowMs a monotonic time
   * @returns the runs whose number stood still for 12 s of timely looks
   */
  look(heartbeats: readonly Heartbeat[], nowMs: number): Run[] {
    const sinceLastMs = nowMs - (this.#lastLookMs ?? nowMs);
    const watchedMs = sinceLastMs > LATE_AFTER_MS ? 0 : sinceLastMs;
    this.#lastLookMs = nowMs;
    const seen = new Map<string, Observation>();
    const dead: Run[] = [];
    for (const { run, heartbeatNo } of heartbeats) {
      const key = `${run.generationId}:${run.epoch}`;
      const before = this.#observations.get(key);
      const silentMs = before?.heartbeatNo === heartbeatNo ? before.silentMs + watchedMs : 0;
      seen.set(key, { heartbeatNo, silentMs });
      if (silentMs >= DEAD_AFTER_MS) dead.push(run);
    }
    this.#observations = seen;
    return dead;
  }

  /** After a failed read, or where another process looked: until the next look nobody watches. */
  interrupt(): void {
    this.#lastLookMs = null;
  }
}
