import { AppModule } from '../app.module.js';
import type { Settings } from '../common/config/settings.js';
import { ReadinessService } from '../common/telemetry/readiness.service.js';
import { configureApp } from '../configure-app.js';
import { openEmbeddedAdapters } from './embedded-adapters.js';
import { StorageSweeper } from '../generation/cleaning/storage-sweeper.service.js';
import { GenerationLifecycle } from '../generation/generation-lifecycle.service.js';
import { ReconcilerService } from '../jobs/reconcile/reconciler.service.js';
import type { ServerPlan } from './run-server.js';

/** One process that does everything, with nothing else to install. */
export async function planEmbedded(settings: Settings): Promise<ServerPlan> {
  const adapters = await openEmbeddedAdapters(settings);
  return {
    settings,
    port: settings.PORT,
    module: await AppModule.embedded(settings, adapters),
    configure: (app) => {
      configureApp(app);
      app.get(ReadinessService).register('database', async () => {
        await adapters.database.kysely.selectFrom('jobs').select('id').limit(1).execute();
        return true;
      });
    },
    prepare: async (app) => {
      // The lock on the data directory says that no other server runs: whatever was at work is dead.
      await app.get(ReconcilerService).takeBackAll();
      if (!adapters.storage.isShared) await app.get(StorageSweeper).sweepOwn();
    },
    begin: (app) => {
      app.get(ReconcilerService).start();
      app.get(GenerationLifecycle).begin();
    },
    close: adapters.close,
  };
}
