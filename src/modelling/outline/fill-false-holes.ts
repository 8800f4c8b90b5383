import type { SampleGrid } from '../image/sampled-picture.js';
import { forEachRun, labelRegions } from './label-regions.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** An enclosed patch shows the background when this share of its samples does; the rest is its soft edge. */
const SHOWN_SHARE = 0.3;

/**
 * Fills, in a field of distances from the background, what is enclosed by the subject and below the threshold
 * without being background: a shadow or a pale patch would otherwise become a hole. Filled samples get twice
 * the threshold.
 *
 * @param nearest distances up to this are background
 */
export function fillFalseHoles(
  distances: Float32Array,
  grid: SampleGrid,
  threshold: number,
  nearest: number,
): void {
  const mask = distances.map((distance) => (distance >= threshold ? 1 : SUBJECT_LEVEL / 2));
  const map = labelRegions(mask, grid);
  const isEnclosed = Uint8Array.from(map.regions, (region) => (region.isSubject || region.isOpen ? 0 : 1));
  const shownCounts = new Uint32Array(map.regions.length);
  forEachRun(map, isEnclosed, (start, end, region) => {
    for (let sample = start; sample < end; sample++)
      if (distances[sample]! <= nearest) shownCounts[region]!++;
  });
  const isFilled = isEnclosed.map((enclosed, region) =>
    enclosed === 1 && shownCounts[region]! < SHOWN_SHARE * map.regions[region]!.sampleCount ? 1 : 0,
  );
  forEachRun(map, isFilled, (start, end) => distances.fill(2 * threshold, start, end));
}
