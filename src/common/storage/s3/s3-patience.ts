import { setTimeout as rest } from 'node:timers/promises';
import { isPassing } from './s3-failures.js';

/** How long the store is waited for. */
export interface S3Patience {
  /** For the beginning of an answer that a request waits for. */
  readonly answerLimitMs: number;
  /** For the next bytes of an answer, or for sent ones to move on. */
  readonly idleLimitMs: number;
  /** Between the tries of what can wait. */
  readonly restsMs: readonly number[];
  /** No try begins later than this. */
  readonly tryLimitMs: number;
}

export const S3_PATIENCE_DEFAULTS: S3Patience = {
  answerLimitMs: 1_700,
  idleLimitMs: 8_000,
  restsMs: [500, 1_000, 2_000, 4_000, 8_000],
  tryLimitMs: 16_000,
};

/** Sends what a request waits for. The signal covers the time until the answer begins, not its bytes. */
export async function inTime<T>(limitMs: number, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new Error(`The store did not answer within ${limitMs} ms`));
  }, limitMs);
  try {
    return await send(limit.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Tries again, after ever longer rests, while the store cannot be reached. */
export async function patiently<T>(
  { restsMs, tryLimitMs }: S3Patience,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const startedMs = performance.now();
  for (const restMs of restsMs) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() - startedMs + restMs > tryLimitMs) throw error;
    }
    await rest(restMs, undefined, { signal });
  }
  return work();
}
