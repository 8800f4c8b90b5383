import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/common/database/open-sqlite.js';
import { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import { migrate } from '../../src/jobs/store/migrations.js';
import type { Schema } from '../../src/jobs/store/schema.js';

/** The real records in a SQLite file of their own. */
export async function openSqliteStore(): Promise<{ store: KyselyJobStore; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-store-'));
  const database = openSqlite<Schema>(join(directory, 'relievo.db'));
  await migrate(database.kysely);
  return {
    store: new KyselyJobStore(database),
    close: async () => {
      await database.kysely.destroy();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
