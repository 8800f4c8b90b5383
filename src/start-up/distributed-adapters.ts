import type { DynamicModule } from '@nestjs/common';
import type { DistributedSettings } from '../common/config/settings.js';
import { openPostgres, type PostgresDatabase } from '../common/database/open-postgres.js';
import { RedisEventBus } from '../common/events/redis-event-bus.js';
import type { FileStorage } from '../common/storage/file-storage.port.js';
import { openStorage } from '../common/storage/open-storage.js';
import { BullQueueModule } from '../generation/queue/bull/bull-queue.module.js';
import type { Leadership } from '../jobs/reconcile/leadership.port.js';
import { PostgresLeadership } from '../jobs/reconcile/postgres-leadership.js';
import type { Schema } from '../jobs/store/schema.js';

/** Sets what one installation keeps in Redis apart from what others keep there. */
export const REDIS_PREFIX = 'relievo';

/** What the processes of one installation share. None of it need be reachable when it is opened. */
export interface DistributedAdapters {
  readonly database: PostgresDatabase<Schema>;
  readonly storage: FileStorage;
  readonly bus: RedisEventBus;
  readonly leadership: Leadership;
  /** The queue of a process that adds tasks only, or of one that runs them. */
  readonly queueFor: (role: 'api' | 'worker') => DynamicModule;
  readonly close: () => Promise<void>;
}

/** @throws InvalidSettingError */
export async function openDistributedAdapters(settings: DistributedSettings): Promise<DistributedAdapters> {
  const storage = await openStorage(settings);
  const database = openPostgres<Schema>(settings.DATABASE_URL);
  const leadership = new PostgresLeadership(settings.DATABASE_URL);
  const bus = new RedisEventBus({ url: settings.REDIS_URL, prefix: REDIS_PREFIX });
  return {
    database,
    storage,
    bus,
    leadership,
    queueFor: (role) =>
      BullQueueModule.register({
        url: settings.REDIS_URL,
        prefix: REDIS_PREFIX,
        consumes: role === 'worker',
      }),
    close: async () => {
      await leadership.close();
      await Promise.all([database.close(), bus.close(), storage.close()]);
    },
  };
}
