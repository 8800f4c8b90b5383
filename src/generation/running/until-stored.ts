import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseUnavailable } from '../../common/database/database-errors.js';

const BETWEEN_TRIES_MS = 500;
/** Beyond it somebody has long taken the run for dead, or nobody can. */
const PATIENCE_MS = 60_000;

/**
 * Stores how a run ended, although the records may be away just then: minutes of work are not thrown away for
 * a database that restarts. Each try is fenced like any write of a run, so that a late one changes nothing.
 * @throws what `store` throws, DATABASE_UNAVAILABLE only after a minute of it
 */
export async function untilStored<Result>(store: () => Promise<Result>): Promise<Result> {
  const givenUpMs = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await store();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() > givenUpMs) throw error;
      await pause(BETWEEN_TRIES_MS);
    }
  }
}
