import type { Judge } from './judge-split.js';
import { FULL_MARK, SPLIT, TURNED } from './split-marks.js';

const { abs, ceil, max } = Math;

/**
 * What `judgeSide` says of a middle with triangles on both sides, written out for a side of four cells: the
 * diamond round it has nine samples beside its corners. On the four outer edges the two ways to cut it agree,
 * so what misses there needs neither.
 */
export function judgeSmallSide(
  { heights, toleranceMm, slackPerRise, marksPerMm }: Judge,
  middle: number,
  along: number,
  across: number,
  below: number,
): number {
  const left = heights[middle - 2 * along]!;
  const right = heights[middle + 2 * along]!;
  const upper = heights[middle - 2 * across]!;
  const lower = heights[middle + 2 * across]!;
  const height = heights[middle]!;
  const alongMean = (left + right) / 2;
  const acrossMean = (upper + lower) / 2;
  const rise = (abs(right - left) + abs(lower - upper)) / 2 + abs(acrossMean - alongMean);
  const limit = toleranceMm - (slackPerRise * rise) / 2;
  const error = abs(height - alongMean);
  if (error <= limit) {
    const bound = below + ceil(error * marksPerMm);
    if (bound <= FULL_MARK && bound / marksPerMm <= limit) return bound;
  }
  const upperLeft = abs(heights[middle - across - along]! - (upper + left) / 2);
  if (upperLeft > limit) return SPLIT;
  const upperRight = abs(heights[middle - across + along]! - (upper + right) / 2);
  if (upperRight > limit) return SPLIT;
  const lowerLeft = abs(heights[middle + across - along]! - (lower + left) / 2);
  if (lowerLeft > limit) return SPLIT;
  const lowerRight = abs(heights[middle + across + along]! - (lower + right) / 2);
  if (lowerRight > limit) return SPLIT;
  const nearLeft = heights[middle - along]!;
  const nearRight = heights[middle + along]!;
  const nearUpper = heights[middle - across]!;
  const nearLower = heights[middle + across]!;
  if (
    error <= limit &&
    abs(nearLeft - (alongMean + left) / 2) <= limit &&
    abs(nearRight - (alongMean + right) / 2) <= limit &&
    abs(nearUpper - (alongMean + upper) / 2) <= limit &&
    abs(nearLower - (alongMean + lower) / 2) <= limit
  ) {
    const worst = max(
      max(error, abs(nearLeft - (alongMean + left) / 2), abs(nearRight - (alongMean + right) / 2)),
      max(abs(nearUpper - (alongMean + upper) / 2), abs(nearLower - (alongMean + lower) / 2)),
      max(upperLeft, upperRight, lowerLeft, lowerRight),
    );
    return ceil(worst * marksPerMm);
  }
  return abs(height - acrossMean) <= limit &&
    abs(nearLeft - (acrossMean + left) / 2) <= limit &&
    abs(nearRight - (acrossMean + right) / 2) <= limit &&
    abs(nearUpper - (acrossMean + upper) / 2) <= limit &&
    abs(nearLower - (acrossMean + lower) / 2) <= limit
    ? TURNED
    : SPLIT;
}
