import 'reflect-metadata';
import { InvalidSettingError } from './common/config/settings.errors.js';
import { isDistributed, readSettings } from './common/config/settings.js';
import { planWorker } from './start-up/plan-worker.js';
import { runServer } from './start-up/run-server.js';

await runServer(() => {
  const settings = readSettings(process.env);
  if (isDistributed(settings)) return planWorker(settings);
  throw new InvalidSettingError(
    'DATABASE_URL',
    'is needed by a worker, and REDIS_URL and STORAGE_URL: without them the server itself runs the generations',
  );
});
