import type { SampleGrid } from '../image/sampled-picture.js';

/** How the background's colour runs over a picture: `level + across · x + down · y` with x and y from −1 to 1. */
export interface Background {
  level: [number, number, number];
  across: [number, number, number];
  down: [number, number, number];
  /** Typical distance of the border's samples from it, in the units of the colours (0…255). */
  spread: number;
  /** Share (0…1) of the border's samples that it explains. */
  support: number;
}

/** A sample this many spreads off is taken for a part of the subject that leaves the picture. */
const OUTLIER_SPREADS = 3;

/** Below this many of 255 steps colours do not tell anything from noise and compression. */
const LEAST_SPREAD = 2;

const FITTING_ROUNDS = 4;

/**
 * Estimates the background from the outermost samples: the median colour first, then a plane through those
 * of them that lie near, so that neither a soft gradient nor a subject that touches the border misleads it.
 *
 * @param rgb interleaved, 0…255
 */
export function estimateBackground(rgb: Uint8Array, grid: SampleGrid): Background {
  const border = listBorder(grid);
  const median = (channel: number): number => medianOf(border.map((sample) => rgb[3 * sample + channel]!));
  let found: Background = {
    level: [median(0), median(1), median(2)],
    across: [0, 0, 0],
    down: [0, 0, 0],
    spread: 0,
    support: 1,
  };
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    const distances = border.map((sample) => distanceFrom(found, rgb, sample, grid));
    const spread = Math.max(LEAST_SPREAD, medianOf(distances));
    const near = border.filter((_, index) => distances[index]! <= OUTLIER_SPREADS * spread);
    found = { ...found, spread, support: near.length / border.length };
    if (round + 1 < FITTING_ROUNDS) found = fitPlanes(rgb, grid, near, found);
  }
  return found;
}

/** Euclidean distance of each sample's colour from the background at its place, and the greatest of them. */
export function measureDistances(
  background: Background,
  rgb: Uint8Array,
  alpha: Float32Array | null,
  grid: SampleGrid,
): { distances: Float32Array; highest: number } {
  const { level, across, down } = background;
  const { columns, rows } = grid;
  const distances = new Float32Array(columns * rows);
  let highest = 0;
  for (let row = 0, sample = 0; row < rows; row++) {
    const y = (2 * row) / (rows - 1) - 1;
    const [red, green, blue] = [0, 1, 2].map((at) => level[at]! + down[at]! * y) as [number, number, number];
    for (let column = 0; column < columns; column++, sample++) {
      const x = (2 * column) / (columns - 1) - 1;
      const r = rgb[3 * sample]! - red - across[0] * x;
      const g = rgb[3 * sample + 1]! - green - across[1] * x;
      const b = rgb[3 * sample + 2]! - blue - across[2] * x;
      // What is see-through shows the background.
      const distance = Math.sqrt(r * r + g * g + b * b) * (alpha === null ? 1 : alpha[sample]!);
      distances[sample] = distance;
      if (distance > highest) highest = distance;
    }
  }
  return { distances, highest };
}

function distanceFrom(background: Background, rgb: Uint8Array, sample: number, grid: SampleGrid): number {
  const { level, across, down } = background;
  const [x, y] = placeOf(sample, grid);
  const offs = level.map((value, at) => rgb[3 * sample + at]! - value - across[at]! * x - down[at]! * y);
  return Math.hypot(...offs);
}

function placeOf(sample: number, { columns, rows }: SampleGrid): [number, number] {
  const row = Math.floor(sample / columns);
  return [(2 * (sample - row * columns)) / (columns - 1) - 1, (2 * row) / (rows - 1) - 1];
}

function listBorder({ columns, rows }: SampleGrid): number[] {
  const border: number[] = [];
  for (let column = 0; column < columns; column++) border.push(column, (rows - 1) * columns + column);
  for (let row = 1; row + 1 < rows; row++) border.push(row * columns, row * columns + columns - 1);
  return border;
}

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Least squares by the normal equations, the same three by three matrix for each channel. */
function fitPlanes(rgb: Uint8Array, grid: SampleGrid, samples: number[], before: Background): Background {
  const sums = { x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  const right = [0, 1, 2].map(() => ({ one: 0, x: 0, y: 0 }));
  for (const sample of samples) {
    const [x, y] = placeOf(sample, grid);
    sums.x += x;
    sums.y += y;
    sums.xx += x * x;
    sums.xy += x * y;
    sums.yy += y * y;
    for (const [channel, sum] of right.entries()) {
      const value = rgb[3 * sample + channel]!;
      sum.one += value;
      sum.x += value * x;
      sum.y += value * y;
    }
  }
  const count = samples.length;
  const cofactorOne = sums.xx * sums.yy - sums.xy * sums.xy;
  const cofactorX = sums.xy * sums.y - sums.x * sums.yy;
  const cofactorY = sums.x * sums.xy - sums.xx * sums.y;
  const determinant = count * cofactorOne + sums.x * cofactorX + sums.y * cofactorY;
  // Samples on one line leave the slope across it open; a level background is the safe guess then.
  if (determinant < 1e-3 * count ** 3) return before;
  const found: Background = { ...before, level: [0, 0, 0], across: [0, 0, 0], down: [0, 0, 0] };
  for (const [channel, sum] of right.entries()) {
    const at = channel as 0 | 1 | 2;
    const { one, x, y } = sum;
    found.level[at] = (one * cofactorOne + x * cofactorX + y * cofactorY) / determinant;
    found.across[at] =
      (one * cofactorX + x * (count * sums.yy - sums.y * sums.y) + y * (sums.x * sums.y - count * sums.xy)) /
      determinant;
    found.down[at] =
      (one * cofactorY + x * (sums.x * sums.y - count * sums.xy) + y * (count * sums.xx - sums.x * sums.x)) /
      determinant;
  }
  return found;
}
