import { sharp } from './load-sharp.js';

/** What the intake accepts, by the names that libvips gives its loaders. */
const WANTED_LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'];

let isRestricted = false;

/**
 * Leaves libvips with the wanted loaders only, for the life of the process: whatever bytes come, no other
 * decoder (SVG, PDF, HEIF, ImageMagick…) ever sees them. Also sets how many threads a decode may take.
 */
export function restrictLoaders(): void {
  if (isRestricted) return;
  isRestricted = true;
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: WANTED_LOADERS.flatMap((name) => [
      `VipsForeignLoad${name}File`,
      `VipsForeignLoad${name}Buffer`,
    ]),
  });
}
