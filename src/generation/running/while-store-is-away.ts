import { setTimeout as pause } from 'node:timers/promises';
import type { FileStorage } from '../../common/storage/file-storage.port.js';

const BETWEEN_LOOKS_MS = 1_000;

/**
 * Waits while the store is away: whoever runs a generation can do nothing else without it, and needs not be
 * blamed for it.
 * @returns whether it was away; false at once where it answers
 * @throws the signal's reason
 */
export async function waitForStore(
  storage: Pick<FileStorage, 'ping'>,
  signal: AbortSignal,
): Promise<boolean> {
  let wasAway = false;
  while (!(await storage.ping())) {
    wasAway = true;
    await pause(BETWEEN_LOOKS_MS, undefined, { signal });
  }
  signal.throwIfAborted();
  return wasAway;
}

/** Stores what was made, once the store is there: work is not thrown away for one that restarts. */
export async function adoptPatiently(
  storage: Pick<FileStorage, 'adopt' | 'ping'>,
  localPath: string,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await storage.adopt(localPath, key, signal);
      return;
    } catch (error) {
      if (signal.aborted || !(await waitForStore(storage, signal))) throw error;
    }
  }
}
