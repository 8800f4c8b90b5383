import { judgeCentre, type Judge } from './judge-split.js';
import { SPLIT, TURNED } from './split-marks.js';

const { abs, ceil } = Math;

/**
 * Marks the middles of the smallest sides in a row: what `judgeSide` says of them, written out for the level
 * that has three quarters of all vertices. A triangle there has no other sample than the middle.
 *
 * @param mark place in `marks` of the first middle; the others follow two apart
 * @param middle the same place in the heights; all four neighbours of every middle must be samples
 * @param across places from a middle to its neighbours across the side, in the heights
 */
export function markFinestSides(
  { heights, toleranceMm, slackPerRise, marksPerMm }: Judge,
  marks: Uint8Array,
  mark: number,
  middle: number,
  along: number,
  across: number,
  count: number,
): void {
  const slack = slackPerRise / 2;
  for (const end = middle + 2 * count; middle < end; middle += 2, mark += 2) {
    const left = heights[middle - along]!;
    const right = heights[middle + along]!;
    const upper = heights[middle - across]!;
    const lower = heights[middle + across]!;
    const height = heights[middle]!;
    const alongMean = (left + right) / 2;
    const acrossMean = (upper + lower) / 2;
    // Both ways to cut the diamond rise by the same in sum.
    const rise = abs(right - left) + abs(lower - upper) + 2 * abs(acrossMean - alongMean);
    const limit = toleranceMm - slack * rise;
    const error = abs(height - alongMean);
    if (error <= limit) marks[mark] = ceil(error * marksPerMm);
    else marks[mark] = abs(height - acrossMean) <= limit ? TURNED : SPLIT;
  }
}

/**
 * Marks the centres of the smallest squares in a row, whose sides are marked: what `judgeCentre` says of them.
 *
 * @param line places from one line of `marks` to the next
 * @param columns the same in the heights
 * @param isFalling whether the first square's diagonal runs down to the right; the others alternate
 */
export function markFinestCentres(
  judge: Judge,
  marks: Uint8Array,
  mark: number,
  centre: number,
  line: number,
  columns: number,
  count: number,
  isFalling: boolean,
): void {
  const { heights, toleranceMm, slackPerRise, marksPerMm } = judge;
  const slack = slackPerRise / 2;
  const mmPerMark = 1 / marksPerMm;
  let along = isFalling ? 1 : -1;
  for (const end = centre + 2 * count; centre < end; centre += 2, mark += 2, along = -along) {
    const left = marks[mark - 1]!;
    const right = marks[mark + 1]!;
    const upper = marks[mark - line]!;
    const lower = marks[mark + line]!;
    // Whether any of them is split or turned, as one branch: it goes either way and nothing foretells it.
    if ((((left + 2) | (right + 2) | (upper + 2) | (lower + 2)) & 256) !== 0) {
      marks[mark] = SPLIT;
      continue;
    }
    let below = left > right ? left : right;
    if (upper > below) below = upper;
    if (lower > below) below = lower;
    const start = heights[centre - columns - along]!;
    const end = heights[centre + columns + along]!;
    const one = heights[centre + columns - along]!;
    const other = heights[centre - columns + along]!;
    const startOne = abs(one - start);
    const endOther = abs(other - end);
    const startOther = abs(other - start);
    const endOne = abs(one - end);
    // The larger of two sums, without a branch.
    const rise =
      (startOne + endOne + startOther + endOther + abs(startOne + endOne - startOther - endOther)) / 2;
    const limit = toleranceMm - slack * rise;
    const error = abs(heights[centre]! - (start + end) / 2);
    if (error <= limit && below * mmPerMark <= limit) {
      const bound = ceil(error * marksPerMm);
      marks[mark] = bound > below ? bound : below;
    } else {
      marks[mark] = judgeCentre(judge, centre, along, columns, 1, below);
    }
  }
}
