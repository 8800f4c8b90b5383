import { AppModule } from '../app.module.js';
import { beginWhenReachable } from './begin-when-reachable.js';
import type { DistributedSettings } from '../common/config/settings.js';
import { configureWorker } from './configure-worker.js';
import { openDistributedAdapters } from './distributed-adapters.js';
import { GenerationLifecycle } from '../generation/generation-lifecycle.service.js';
import type { ServerPlan } from './run-server.js';

/** One of the processes of a distributed installation that run generations. Answers nothing but how it is. */
export async function planWorker(settings: DistributedSettings): Promise<ServerPlan> {
  const adapters = await openDistributedAdapters(settings);
  return {
    settings,
    port: settings.WORKER_PORT,
    module: AppModule.worker(settings, adapters),
    configure: configureWorker,
    begin: (app) => {
      beginWhenReachable(app, settings, adapters, () => {
        app.get(GenerationLifecycle).begin();
      });
    },
    close: adapters.close,
  };
}
