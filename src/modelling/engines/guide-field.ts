import type { SampleGrid } from '../image/sampled-picture.js';

/** Grain: what deviates less than this from its neighbourhood is smoothed, what deviates more is an edge. */
const GRAIN = 0.04;

/**
 * Smooths a field of values 0…1 in place and keeps its edges: the guided filter of He, Sun and Tang (2010)
 * with the field as its own guide, over squares that reach `sigma` samples to each side (0 leaves it alone).
 * Where a square varies less than grain does, its mean comes out; where it varies more, the field itself.
 *
 * With `coverage` each value weighs as much as it is covered, so that nothing flows in from where there is
 * nothing. The time does not depend on `sigma`.
 */
export function guideField(
  values: Float32Array,
  grid: SampleGrid,
  sigma: number,
  coverage: Float32Array | null,
): void {
  const reach = Math.round(sigma);
  if (sigma <= 0) return;
  const weights = coverage ?? new Float32Array(values.length).fill(1);
  const boxed = (weigh: (sample: number) => number): Float32Array => {
    const field = new Float32Array(values.length);
    for (let sample = 0; sample < field.length; sample++) field[sample] = weigh(sample) * weights[sample]!;
    sumBoxes(field, grid, Math.max(1, reach));
    return field;
  };
  const total = boxed(() => 1);
  const mean = boxed((sample) => values[sample]!);
  const square = boxed((sample) => values[sample]! ** 2);
  const slope = new Float32Array(values.length);
  for (let sample = 0; sample < values.length; sample++) {
    if (total[sample]! <= 0) continue;
    const average = mean[sample]! / total[sample]!;
    const variance = Math.max(0, square[sample]! / total[sample]! - average * average);
    slope[sample] = variance / (variance + GRAIN * GRAIN);
    mean[sample] = average * (1 - slope[sample]!);
  }
  const slopes = boxed((sample) => slope[sample]!);
  const offsets = boxed((sample) => mean[sample]!);
  for (let sample = 0; sample < values.length; sample++) {
    if (total[sample]! <= 0) continue;
    const smooth = (slopes[sample]! * values[sample]! + offsets[sample]!) / total[sample]!;
    values[sample] = Math.min(1, Math.max(0, smooth));
  }
}

/** Sums over squares of `2 * reach + 1` samples, cut off at the edge, in place: along rows, then columns. */
function sumBoxes(field: Float32Array, { columns, rows }: SampleGrid, reach: number): void {
  sumLines(field, rows, columns, columns, 1, reach);
  sumLines(field, columns, rows, 1, columns, reach);
}

function sumLines(
  field: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  reach: number,
): void {
  const copy = new Float64Array(length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let place = 0; place < length; place++) copy[place] = field[start + place * step]!;
    let sum = 0;
    for (let place = 0; place < Math.min(reach, length); place++) sum += copy[place]!;
    for (let place = 0; place < length; place++) {
      if (place + reach < length) sum += copy[place + reach]!;
      if (place > reach) sum -= copy[place - reach - 1]!;
      field[start + place * step] = sum;
    }
  }
}
