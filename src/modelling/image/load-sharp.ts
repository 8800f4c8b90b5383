import { createRequire } from 'node:module';

import type sharpModule from 'sharp';

/**
 * sharp by its CommonJS half: the same library, loaded in half the time of its ES modules, of which there are a
 * dozen. That is felt in every process that makes a single model.
 */
export const sharp = createRequire(import.meta.url)('sharp') as typeof sharpModule;
