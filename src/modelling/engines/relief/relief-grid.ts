import type { SampleGrid } from '../../image/sampled-picture.js';
import { SPAN } from '../../span.js';
import type { HeightGrid } from '../../mesh/height-grid.js';
import type { Rectangle } from '../../mesh/rim.js';
import type { ReliefFrame } from './relief-frame.js';

/** Grid lines that a border adds to each direction: its outer edge and the foot of its top, twice. */
export const BORDER_LINES = 4;

/**
 * Lays shares of height (0…1 of what lies between base and depth) out in millimetres, without the border.
 *
 * @param heights where the heights go; may be the shares themselves
 */
export function layOutSamples(
  shares: Float32Array,
  grid: SampleGrid,
  frame: ReliefFrame,
  baseMm: number,
  depthMm: number,
  heights: Float32Array,
): HeightGrid {
  for (let start = 0; start < shares.length; start += SPAN) {
    raiseSpan(shares, heights, start, Math.min(shares.length, start + SPAN), baseMm, depthMm);
  }
  const xs = placeSamples(grid.columns, frame.outerWidthMm, frame.pitchXMm, frame.borderMm);
  const ys = placeSamples(grid.rows, frame.outerHeightMm, frame.pitchYMm, frame.borderMm);
  // The first row of a picture is its upper edge, which lies at the greatest y.
  return { xs, ys: ys.reverse(), heights };
}

function raiseSpan(
  shares: Float32Array,
  heights: Float32Array,
  start: number,
  end: number,
  baseMm: number,
  depthMm: number,
): void {
  for (let sample = start; sample < end; sample++) {
    const share = shares[sample]!;
    heights[sample] = share >= 1 ? depthMm : baseMm + share * (depthMm - baseMm);
  }
}

/** Puts the lines of a border round a grid: its outer edge and the foot of its top, on each side. */
export function addBorderLines(inner: HeightGrid, frame: ReliefFrame, depthMm: number): HeightGrid {
  if (frame.borderMm === 0) return inner;
  const { foot, outer } = findBorder(frame);
  const columns = inner.xs.length;
  const width = columns + BORDER_LINES;
  const heights = new Float32Array(width * (inner.ys.length + BORDER_LINES)).fill(depthMm);
  for (let row = 0; row < inner.ys.length; row++) {
    const line = inner.heights.subarray(row * columns, (row + 1) * columns);
    heights.set(line, (row + BORDER_LINES / 2) * width + BORDER_LINES / 2);
  }
  return {
    xs: Float32Array.from([outer.left, foot.left, ...inner.xs, foot.right, outer.right]),
    ys: Float32Array.from([outer.high, foot.high, ...inner.ys, foot.low, outer.low]),
    heights,
  };
}

/** The outer edge of the border and the foot of its flat top, rounded as they will be written. */
export function findBorder(frame: ReliefFrame): { foot: Rectangle; outer: Rectangle } {
  const { outerWidthMm, outerHeightMm, borderMm, flankMm } = frame;
  const inset = borderMm - flankMm;
  const rectangle = (by: number): Rectangle => ({
    left: Math.fround(by),
    low: Math.fround(by),
    right: Math.fround(outerWidthMm - by),
    high: Math.fround(outerHeightMm - by),
  });
  return { foot: rectangle(inset), outer: rectangle(0) };
}

/** Ascending places of the samples, the first and the last exactly at the border. */
function placeSamples(count: number, outerMm: number, pitchMm: number, borderMm: number): Float32Array {
  const places = new Float32Array(count);
  for (let index = 0; index < count; index++) places[index] = borderMm + index * pitchMm;
  places[count - 1] = outerMm - borderMm;
  return places;
}
