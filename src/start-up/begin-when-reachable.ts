import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DistributedSettings } from '../common/config/settings.js';
import { ReadinessService } from '../common/telemetry/readiness.service.js';
import type { DistributedAdapters } from './distributed-adapters.js';
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
  for (const [name, check] of Object.entries(adapters.checks)) readiness.register(name, check);
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
