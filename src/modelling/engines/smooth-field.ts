import type { SampleGrid } from '../image/sampled-picture.js';

/** A Gaussian holds 99.7 % of its weight within this many standard deviations. */
const REACH = 3;

/**
 * Blurs a field in place with a Gaussian of `sigma` samples (0 leaves it alone), in two passes.
 *
 * With `coverage` each value weighs as much as it is covered (normalised convolution), so that nothing
 * flows in from where there is nothing. Beyond the edge there are no samples, hence no weight.
 */
export function smoothField(
  values: Float32Array,
  grid: SampleGrid,
  sigma: number,
  coverage: Float32Array | null,
): void {
  if (sigma <= 0) return;
  const kernel = makeKernel(sigma);
  let weights = coverage ?? new Float32Array(values.length).fill(1);
  const weighted = values.map((value, index) => value * weights[index]!);
  const { columns, rows } = grid;
  const scratch = new Float32Array(values.length);
  const blur = (field: Float32Array): void => {
    convolve(field, scratch, rows, columns, columns, 1, kernel);
    convolve(scratch, field, columns, rows, 1, columns, kernel);
  };
  blur(weighted);
  weights = Float32Array.from(weights);
  blur(weights);
  for (let index = 0; index < values.length; index++) {
    if (weights[index]! > 0) values[index] = weighted[index]! / weights[index]!;
  }
}

/** One half of the kernel: the centre's weight first. */
function makeKernel(sigma: number): Float64Array {
  const kernel = new Float64Array(Math.ceil(REACH * sigma) + 1);
  for (let distance = 0; distance < kernel.length; distance++) {
    kernel[distance] = Math.exp(-(distance * distance) / (2 * sigma * sigma));
  }
  return kernel;
}

/** Convolves `lines` lines of `length` values; neighbours on a line lie `step` apart, lines `lineStep`. */
function convolve(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  kernel: Float64Array,
): void {
  const reach = kernel.length - 1;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let position = 0; position < length; position++) {
      const low = Math.max(0, position - reach);
      const high = Math.min(length - 1, position + reach);
      let sum = 0;
      for (let other = low; other <= high; other++) {
        sum += from[start + other * step]! * kernel[Math.abs(other - position)]!;
      }
      to[start + position * step] = sum;
    }
  }
}
