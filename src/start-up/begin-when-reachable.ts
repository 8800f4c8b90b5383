import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DistributedSettings } from '../common/config/settings.js';
import { ReadinessService } from '../common/telemetry/readiness.service.js';
import type { DistributedAdapters } from './distributed-adapters.js';
import type { BullGenerationQueue } from '../generation/queue/bull/bull-generation-queue.js';
import { GENERATION_QUEUE } from '../generation/queue/generation-queue.port.js';
import { QueueKeeper } from '../generation/queue/queue-keeper.service.js';
import { ReconcilerService } from '../jobs/reconcile/reconciler.service.js';
import { migratePostgres } from '../jobs/store/migrate-postgres.js';

const BETWEEN_TRIES_MS = 500;

/**
 * Waits for the database, however long it takes, brings it to the current schema and only then begins: until
 * then the process is live, says that it is not ready, and refuses work at once.
 */
export function beginWhenReachable(
  app: NestExpressApplication,
  { DATABASE_URL }: DistributedSettings,
  adapters: DistributedAdapters,
  beginWork: () => void = () => undefined,
): void {
  const readiness = app.get(ReadinessService);
  registerChecks(readiness, adapters, app.get<BullGenerationQueue>(GENERATION_QUEUE));
  readiness.beginStart();
  const begin = async (): Promise<void> => {
    await untilMigrated(DATABASE_URL, () => readiness.isShuttingDown);
    if (readiness.isShuttingDown) return;
    app.get(ReconcilerService).start();
    app.get(QueueKeeper).start();
    beginWork();
    readiness.endStart();
  };
  void begin();
}

/** Each answers within two seconds. Redis is there when both can work that are on it, over connections of their own. */
function registerChecks(
  readiness: ReadinessService,
  { database, bus, storage }: DistributedAdapters,
  queue: BullGenerationQueue,
): void {
  readiness.register('database', async () => {
    await database.ping();
    return true;
  });
  readiness.register('redis', () => bus.isAlive && queue.isAlive);
  readiness.register('storage', () => storage.ping());
}

async function untilMigrated(url: string, isGivenUp: () => boolean): Promise<void> {
  const logger = new Logger('Start');
  let lastReason = '';
  while (!isGivenUp()) {
    try {
      await migratePostgres(url);
      return;
    } catch (error) {
      const reason = (error as Error).message;
      if (reason !== lastReason) logger.warn({ message: 'Waiting for the database', reason });
      lastReason = reason;
      await pause(BETWEEN_TRIES_MS);
    }
  }
}
