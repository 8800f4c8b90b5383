import type { SampleGrid } from '../image/sampled-picture.js';
import { forEachRun, labelRegions } from './label-regions.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** An enclosed patch shows the background when this share of its samples does; the rest is its soft edge. */
const SHOWN_SHARE = 0.3;

/** Samples within so many spreads of the background show it; or within so many, where the patch has a steep edge. */
const [SHOWN_SPREADS, SHOWN_BEHIND_EDGE] = [1.5, 5];

/** A patch of less than this share of the picture is too small to be told by its edge: a dark fold has steep ones too. */
const LEAST_SHARE_BEHIND_EDGE = 1e-4;

/** Steep is an edge most of which rises to this many thresholds within two samples. */
const [STEEP_RISE, STEEP_SHARE] = [3, 0.75];

/**
 * Fills, in a field of distances from the background, what is enclosed by the subject and below the threshold
 * without being background: a shadow, a pale patch, or shading that passes through the background's colour would
 * otherwise become a hole. Compression soils a hole's colour but leaves its edge steep; shading has soft edges.
 * Filled samples get twice the threshold.
 *
 * @param spread of the background's own samples
 */
export function fillFalseHoles(
  distances: Float32Array,
  grid: SampleGrid,
  threshold: number,
  spread: number,
): void {
  const mask = distances.map((distance) => (distance >= threshold ? 1 : SUBJECT_LEVEL / 2));
  const map = labelRegions(mask, grid);
  const isEnclosed = Uint8Array.from(map.regions, (region) => (region.isSubject || region.isOpen ? 0 : 1));
  const patches = map.regions.map(() => ({ shown: 0, nearlyShown: 0, edge: 0, steep: 0 }));
  forEachRun(map, isEnclosed, (start, end, region) => {
    const patch = patches[region]!;
    for (let sample = start; sample < end; sample++) {
      const distance = distances[sample]!;
      if (distance <= SHOWN_SPREADS * spread) patch.shown++;
      if (distance <= SHOWN_BEHIND_EDGE * spread) patch.nearlyShown++;
      if (!touchesSubject(distances, grid, sample, threshold)) continue;
      patch.edge++;
      if (findHighestNear(distances, grid, sample) >= STEEP_RISE * threshold) patch.steep++;
    }
  });
  const isFilled = isEnclosed.map((enclosed, region) => {
    const { shown, nearlyShown, edge, steep } = patches[region]!;
    const { sampleCount } = map.regions[region]!;
    const fewest = SHOWN_SHARE * sampleCount;
    const isLarge = sampleCount >= LEAST_SHARE_BEHIND_EDGE * distances.length;
    const isHole = shown >= fewest || (isLarge && nearlyShown >= fewest && steep >= STEEP_SHARE * edge);
    return enclosed === 1 && !isHole ? 1 : 0;
  });
  forEachRun(map, isFilled, (start, end) => distances.fill(2 * threshold, start, end));
}

/** An enclosed sample has all four neighbours. */
function touchesSubject(
  distances: Float32Array,
  { columns }: SampleGrid,
  sample: number,
  threshold: number,
): boolean {
  return (
    distances[sample - 1]! >= threshold ||
    distances[sample + 1]! >= threshold ||
    distances[sample - columns]! >= threshold ||
    distances[sample + columns]! >= threshold
  );
}

/** The greatest distance within two samples. */
export function findHighestNear(
  distances: Float32Array,
  { columns, rows }: SampleGrid,
  sample: number,
): number {
  const row = Math.floor(sample / columns);
  const column = sample - row * columns;
  let highest = 0;
  for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
    for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
      const distance = distances[y * columns + x]!;
      if (distance > highest) highest = distance;
    }
  }
  return highest;
}
