import type { SampleGrid } from '../image/sampled-picture.js';

/**
 * Raises values, in place, that are lower than what lies on all sides of them within `2 · reach` samples: grey
 * closing by a square (Serra, _Image Analysis and Mathematical Morphology_, 1982).
 */
export function closeGaps(values: Float32Array, { columns, rows }: SampleGrid, reach: number): void {
  for (const pick of [Math.max, Math.min]) {
    for (let row = 0; row < rows; row++) spread(values, row * columns, 1, columns, reach, pick);
    for (let column = 0; column < columns; column++) spread(values, column, columns, rows, reach, pick);
  }
}

/** Replaces each of `count` values, `step` apart, by the picked one of those within reach. */
function spread(
  values: Float32Array,
  start: number,
  step: number,
  count: number,
  reach: number,
  pick: (a: number, b: number) => number,
): void {
  const line = new Float32Array(count);
  for (let at = 0; at < count; at++) line[at] = values[start + at * step]!;
  for (let at = 0; at < count; at++) {
    let picked = line[at]!;
    for (let other = Math.max(0, at - reach); other <= Math.min(count - 1, at + reach); other++) {
      picked = pick(picked, line[other]!);
    }
    values[start + at * step] = picked;
  }
}
