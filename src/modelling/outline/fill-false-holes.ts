import type { SampleGrid } from '../image/sampled-picture.js';
import { forEachRun, labelRegions } from './label-regions.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/**
 * Fills, in a field of distances from the background, what is enclosed by the subject and below the threshold
 * without being background: a shadow or a pale patch would otherwise become a hole. Filled samples get twice
 * the threshold.
 *
 * @param isHole whether an enclosed region of this mean distance shows the background
 */
export function fillFalseHoles(
  distances: Float32Array,
  grid: SampleGrid,
  threshold: number,
  isHole: (meanDistance: number) => boolean,
): void {
  const mask = distances.map((distance) => (distance >= threshold ? 1 : SUBJECT_LEVEL / 2));
  const map = labelRegions(mask, grid);
  const isEnclosed = Uint8Array.from(map.regions, (region) => (region.isSubject || region.isOpen ? 0 : 1));
  const sums = new Float64Array(map.regions.length);
  forEachRun(map, isEnclosed, (start, end, region) => {
    for (let sample = start; sample < end; sample++) sums[region]! += distances[sample]!;
  });
  const isFilled = isEnclosed.map((enclosed, region) =>
    enclosed === 1 && !isHole(sums[region]! / map.regions[region]!.sampleCount) ? 1 : 0,
  );
  forEachRun(map, isFilled, (start, end) => distances.fill(2 * threshold, start, end));
}
