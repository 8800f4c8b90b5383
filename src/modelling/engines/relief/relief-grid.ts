import type { SampleGrid } from '../../image/sampled-picture.js';
import type { HeightGrid } from '../../mesh/height-grid.js';
import type { ReliefFrame } from './relief-frame.js';

/** Grid lines that a border adds to each direction: its outer edge and the foot of its top, twice. */
export const BORDER_LINES = 4;

/**
 * Lays shares of height (0…1 of what lies between base and depth) out in millimetres, with the border
 * around them.
 */
export function layOutRelief(
  shares: Float32Array,
  grid: SampleGrid,
  frame: ReliefFrame,
  baseMm: number,
  depthMm: number,
): HeightGrid {
  const lines = frame.borderMm > 0 ? BORDER_LINES : 0;
  const xs = placeLines(grid.columns, frame.outerWidthMm, frame.pitchXMm, frame);
  const ys = placeLines(grid.rows, frame.outerHeightMm, frame.pitchYMm, frame);
  // The first row of a picture is its upper edge, which lies at the greatest y.
  ys.reverse();
  const width = grid.columns + lines;
  const heights = new Float32Array(width * (grid.rows + lines)).fill(depthMm);
  for (let row = 0; row < grid.rows; row++) {
    const target = (row + lines / 2) * width + lines / 2;
    for (let column = 0; column < grid.columns; column++) {
      const share = shares[row * grid.columns + column]!;
      heights[target + column] = share >= 1 ? depthMm : baseMm + share * (depthMm - baseMm);
    }
  }
  return { xs, ys, heights };
}

/** Ascending places of the grid lines from 0 to exactly `outerMm`. */
function placeLines(samples: number, outerMm: number, pitchMm: number, frame: ReliefFrame): Float32Array {
  const { borderMm, flankMm } = frame;
  const inner = Array.from({ length: samples }, (_, index) => borderMm + index * pitchMm);
  if (borderMm === 0) {
    inner[samples - 1] = outerMm;
    return Float32Array.from(inner);
  }
  inner[samples - 1] = outerMm - borderMm;
  return Float32Array.from([0, borderMm - flankMm, ...inner, outerMm - borderMm + flankMm, outerMm]);
}
