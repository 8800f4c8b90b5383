import { FULL_MARK, SPLIT } from './split-marks.js';
import { scanBasedTriangle, scanCornerTriangle } from './scan-right-triangle.js';

/** By what the triangles of a hierarchy are judged. */
export interface Judge {
  heights: Float32Array;
  toleranceMm: number;
  slackPerRise: number;
  marksPerMm: number;
}

const { abs, ceil, max } = Math;

/**
 * The mark of the middle of a side that `size` steps of `along` halve, for the triangles with an apex `size`
 * steps of `across` away on both sides, or on the positive one only.
 */
export function judgeSide(
  judge: Judge,
  middle: number,
  along: number,
  across: number,
  size: number,
  below: number,
  isTwoSided: boolean,
): number {
  const { heights, toleranceMm, slackPerRise } = judge;
  const left = heights[middle - size * along]!;
  const right = heights[middle + size * along]!;
  const centre = (left + right) / 2;
  const error = abs(heights[middle]! - centre);
  if (error > toleranceMm) return SPLIT;
  const rise = abs(heights[middle + size * across]! - centre);
  const riseBack = isTwoSided ? abs(heights[middle - size * across]! - centre) : 0;
  const slackMm = (slackPerRise * (abs(right - left) / 2 + max(rise, riseBack))) / size;
  if (error + slackMm > toleranceMm) return SPLIT;
  const bound = below + ceil(error * judge.marksPerMm);
  if (size === 1 || (bound <= FULL_MARK && bound / judge.marksPerMm + slackMm <= toleranceMm)) return bound;
  const limit = toleranceMm - slackMm;
  let worst = scanBasedTriangle(heights, middle, along, across, size, limit);
  if (isTwoSided && worst <= limit) {
    worst = max(worst, scanBasedTriangle(heights, middle, along, -across, size, limit));
  }
  return worst > limit ? SPLIT : ceil(worst * judge.marksPerMm);
}

/**
 * The mark of the centre of a square, for the two triangles that meet along its diagonal, which runs `size`
 * steps of `along` and of `across` to either side.
 */
export function judgeCentre(
  judge: Judge,
  centre: number,
  along: number,
  across: number,
  size: number,
  below: number,
): number {
  const { heights, toleranceMm, slackPerRise } = judge;
  const start = heights[centre - size * (along + across)]!;
  const end = heights[centre + size * (along + across)]!;
  const error = abs(heights[centre]! - (start + end) / 2);
  if (error > toleranceMm) return SPLIT;
  const one = heights[centre + size * (across - along)]!;
  const other = heights[centre + size * (along - across)]!;
  const rise = max(abs(one - start) + abs(one - end), abs(other - start) + abs(other - end));
  const slackMm = (slackPerRise * rise) / (2 * size);
  if (error + slackMm > toleranceMm) return SPLIT;
  // Of the smallest squares only the middles of the legs remain, and those the halves have judged exactly.
  const bound =
    size === 1 ? max(below, ceil(error * judge.marksPerMm)) : below + ceil(error * judge.marksPerMm);
  if (bound <= FULL_MARK && bound / judge.marksPerMm + slackMm <= toleranceMm) return bound;
  const limit = toleranceMm - slackMm;
  const corner = centre + size * (across - along);
  let worst = scanCornerTriangle(heights, corner, along, -across, 2 * size, limit);
  if (worst <= limit) {
    worst = max(
      worst,
      scanCornerTriangle(heights, centre + size * (along - across), -along, across, 2 * size, limit),
    );
  }
  return worst > limit ? SPLIT : ceil(worst * judge.marksPerMm);
}
