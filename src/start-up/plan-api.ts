import { AppModule } from '../app.module.js';
import { beginWhenReachable } from './begin-when-reachable.js';
import type { DistributedSettings } from '../common/config/settings.js';
import { configureApp } from '../configure-app.js';
import { openDistributedAdapters } from './distributed-adapters.js';
import type { ServerPlan } from './run-server.js';

/** One of the processes of a distributed installation that answer callers. Runs no generation. */
export async function planApi(settings: DistributedSettings): Promise<ServerPlan> {
  const adapters = await openDistributedAdapters(settings);
  return {
    settings,
    port: settings.PORT,
    module: await AppModule.api(settings, adapters),
    configure: configureApp,
    begin: (app) => {
      beginWhenReachable(app, settings, adapters);
    },
    close: adapters.close,
  };
}
