import { FULL_MARK, SPLIT, TURNED } from './split-marks.js';
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
  if (error > toleranceMm) return isTwoSided ? turnSide(judge, middle, across, along, size) : SPLIT;
  const rise = abs(heights[middle + size * across]! - centre);
  const riseBack = isTwoSided ? abs(heights[middle - size * across]! - centre) : 0;
  const slackMm = (slackPerRise * (abs(right - left) / 2 + max(rise, riseBack))) / size;
  if (error + slackMm > toleranceMm) return isTwoSided ? turnSide(judge, middle, across, along, size) : SPLIT;
  const bound = below + ceil(error * judge.marksPerMm);
  if (size === 1 || (bound <= FULL_MARK && bound / judge.marksPerMm + slackMm <= toleranceMm)) return bound;
  const limit = toleranceMm - slackMm;
  let worst = scanBasedTriangle(heights, middle, along, across, size, limit);
  if (isTwoSided && worst <= limit) {
    worst = max(worst, scanBasedTriangle(heights, middle, along, -across, size, limit));
  }
  if (worst <= limit) return ceil(worst * judge.marksPerMm);
  return isTwoSided ? turnSide(judge, middle, across, along, size) : SPLIT;
}

/** Whether the diamond round a middle does without it when it is cut from apex to apex, along `along`. */
function turnSide(judge: Judge, middle: number, along: number, across: number, size: number): number {
  const { heights, toleranceMm, slackPerRise } = judge;
  const left = heights[middle - size * along]!;
  const right = heights[middle + size * along]!;
  const centre = (left + right) / 2;
  const error = abs(heights[middle]! - centre);
  if (error > toleranceMm) return SPLIT;
  const rise = max(
    abs(heights[middle + size * across]! - centre),
    abs(heights[middle - size * across]! - centre),
  );
  const limit = toleranceMm - (slackPerRise * (abs(right - left) / 2 + rise)) / size;
  if (error > limit) return SPLIT;
  if (size === 1) return TURNED;
  if (scanBasedTriangle(heights, middle, along, across, size, limit) > limit) return SPLIT;
  return scanBasedTriangle(heights, middle, along, -across, size, limit) > limit ? SPLIT : TURNED;
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
  const { heights, toleranceMm } = judge;
  const start = heights[centre - size * (along + across)]!;
  const end = heights[centre + size * (along + across)]!;
  const error = abs(heights[centre]! - (start + end) / 2);
  if (error > toleranceMm) return turnCentre(judge, centre, -along, across, size);
  const limit = toleranceMm - centreSlack(judge, centre, along, across, size);
  if (error > limit) return turnCentre(judge, centre, -along, across, size);
  const errorMark = ceil(error * judge.marksPerMm);
  // Of the smallest squares only the middles of the legs remain, and those the halves have judged exactly.
  const bound = size === 1 ? max(below, errorMark) : below + errorMark;
  if (bound <= FULL_MARK && bound / judge.marksPerMm <= limit) return bound;
  const worst = scanSquare(heights, centre, along, across, size, limit);
  return worst > limit ? turnCentre(judge, centre, -along, across, size) : ceil(worst * judge.marksPerMm);
}

/** Whether a square does without its centre when it is cut along the other diagonal. */
function turnCentre(judge: Judge, centre: number, along: number, across: number, size: number): number {
  const { heights, toleranceMm } = judge;
  const start = heights[centre - size * (along + across)]!;
  const end = heights[centre + size * (along + across)]!;
  if (abs(heights[centre]! - (start + end) / 2) > toleranceMm) return SPLIT;
  const limit = toleranceMm - centreSlack(judge, centre, along, across, size);
  return limit >= 0 && scanSquare(heights, centre, along, across, size, limit) <= limit ? TURNED : SPLIT;
}

function centreSlack(judge: Judge, centre: number, along: number, across: number, size: number): number {
  const { heights, slackPerRise } = judge;
  const start = heights[centre - size * (along + across)]!;
  const end = heights[centre + size * (along + across)]!;
  const one = heights[centre + size * (across - along)]!;
  const other = heights[centre + size * (along - across)]!;
  const rise = max(abs(one - start) + abs(one - end), abs(other - start) + abs(other - end));
  return (slackPerRise * rise) / (2 * size);
}

function scanSquare(
  heights: Float32Array,
  centre: number,
  along: number,
  across: number,
  size: number,
  limit: number,
): number {
  const one = centre + size * (across - along);
  const worst = scanCornerTriangle(heights, one, along, -across, 2 * size, limit);
  if (worst > limit) return worst;
  const other = centre + size * (along - across);
  return max(worst, scanCornerTriangle(heights, other, -along, across, 2 * size, limit));
}
