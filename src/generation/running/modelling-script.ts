import { fileURLToPath } from 'node:url';

/** What a modelling process runs. */
export const MODELLING_SCRIPT = fileURLToPath(new URL('./generation.worker.js', import.meta.url));
