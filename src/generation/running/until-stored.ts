import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseUnavailable } from '../../common/database/database-errors.js';

const BETWEEN_TRIES_MS = 500;

/**
 * Stores how a run ended, although the records may be away just then: minutes of work are not thrown away for a
 * database that restarts, however long it takes. While it is away nobody can take the run for dead, and each try
 * is fenced like any write of a run, so that one that comes too late changes nothing.
 * @throws what `store` throws, but never DATABASE_UNAVAILABLE
 */
export async function untilStored<Result>(
  store: () => Promise<Result>,
  betweenTriesMs = BETWEEN_TRIES_MS,
): Promise<Result> {
  for (;;) {
    try {
      return await store();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      await pause(betweenTriesMs);
    }
  }
}
