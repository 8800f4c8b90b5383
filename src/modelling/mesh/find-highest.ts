import { SPAN } from '../span.js';

/** The first of the highest samples. */
export function findHighest(heights: Float32Array): number {
  let highest = 0;
  for (let start = 0; start < heights.length; start += SPAN) {
    highest = findHigher(heights, highest, start, Math.min(heights.length, start + SPAN));
  }
  return highest;
}

function findHigher(heights: Float32Array, than: number, start: number, end: number): number {
  let highest = than;
  let height = heights[than]!;
  for (let sample = start; sample < end; sample++) {
    if (heights[sample]! > height) {
      height = heights[sample]!;
      highest = sample;
    }
  }
  return highest;
}
