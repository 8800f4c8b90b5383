import 'reflect-metadata';
import { readSettings } from './common/config/settings.js';
import { planEmbedded } from './plan-embedded.js';
import { runServer } from './run-server.js';

await runServer(() => planEmbedded(readSettings(process.env)));
