import 'reflect-metadata';
import { isDistributed, readSettings } from './common/config/settings.js';
import { runServer } from './start-up/run-server.js';

await runServer(async () => {
  const settings = readSettings(process.env);
  // Each loads only what it uses: an embedded server has no client of Redis or PostgreSQL in memory.
  if (isDistributed(settings)) return (await import('./start-up/plan-api.js')).planApi(settings);
  return (await import('./start-up/plan-embedded.js')).planEmbedded(settings);
});
