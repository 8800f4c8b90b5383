import { join } from 'node:path';
import type { Settings } from '../common/config/settings.js';
import { lockDataDir } from '../common/database/data-dir-lock.js';
import { openSqlite } from '../common/database/open-sqlite.js';
import { InProcessEventBus } from '../common/events/in-process-event-bus.js';
import type { FileStorage } from '../common/storage/file-storage.port.js';
import { openStorage } from '../common/storage/open-storage.js';
import type { Leadership } from '../jobs/reconcile/leadership.port.js';
import { SoleLeadership } from '../jobs/reconcile/sole-leadership.js';
import { migrate } from '../jobs/store/migrations.js';
import type { JobsDatabase, Schema } from '../jobs/store/schema.js';

/** What a server that is one process keeps its records and files in, opened and ready. */
export interface EmbeddedAdapters {
  readonly database: JobsDatabase;
  readonly storage: FileStorage;
  readonly bus: InProcessEventBus;
  readonly leadership: Leadership;
  /** Gives everything back, the lock last. */
  readonly close: () => Promise<void>;
}

/** @throws DataDirInUseError, InvalidSettingError */
export async function openEmbeddedAdapters(settings: Settings): Promise<EmbeddedAdapters> {
  const { DATA_DIR } = settings;
  const unlock = lockDataDir(DATA_DIR);
  try {
    const storage = await openStorage(settings);
    const database = openSqlite<Schema>(join(DATA_DIR, 'relievo.db'));
    await migrate(database.kysely);
    const close = async (): Promise<void> => {
      await database.kysely.destroy();
      await storage.close();
      unlock();
    };
    return { database, storage, bus: new InProcessEventBus(), leadership: new SoleLeadership(), close };
  } catch (error) {
    unlock();
    throw error;
  }
}
