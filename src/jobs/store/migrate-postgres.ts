import { openPostgres } from '../../common/database/open-postgres.js';
import { migrate } from './migrations.js';

/** Longest time for one statement of a migration, the wait for another process's migration included. */
const STATEMENT_MS = 10 * 60_000;

/**
 * Brings the database to the current schema, with the patience that needs. Of several processes that start at
 * once one does it, and the others go on when it is done.
 */
export async function migratePostgres(url: string): Promise<void> {
  const database = openPostgres<object>(url, { poolSize: 2, statementMs: STATEMENT_MS });
  try {
    await migrate(database.kysely);
  } finally {
    await database.close();
  }
}
