import type { SampleGrid } from '../image/sampled-picture.js';
import { forEachRun, labelRegions } from './label-regions.js';

/**
 * Takes what is too small out of a subject field, in place: parts of the subject first, then holes, each with
 * fewer samples than given.
 */
export function dropSpecks(field: Float32Array, grid: SampleGrid, leastSamples: number): void {
  if (leastSamples <= 1) return;
  for (const isSubject of [true, false]) {
    const map = labelRegions(field, grid);
    const isSpeck = Uint8Array.from(map.regions, (region) =>
      region.isSubject === isSubject && region.sampleCount < leastSamples && (isSubject || !region.isOpen)
        ? 1
        : 0,
    );
    forEachRun(map, isSpeck, (start, end) => field.fill(isSubject ? 0 : 1, start, end));
  }
}
