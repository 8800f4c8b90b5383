import { NOWHERE, type Raster } from './rasterise.js';

/** Radius of the neighbourhood, as a share of the image's side. */
const RADIUS_SHARE = 0.01;

/** How dark a hollow gets that lies one radius below its neighbourhood. */
const STRENGTH = 0.5;

/** How far what stands out counts, in the same measure. */
const HIGHEST_LIFT = -0.4;

/**
 * Darkens what lies deeper than its surroundings and lifts what stands out (unsharp masking of the depth
 * buffer, Luft et al. 2006): the eye reads small relief by this more than by the light alone.
 *
 * @param pixelsPerMm turns nearness into pixels, so that the effect does not depend on the model's size
 */
export function darkenHollows(raster: Raster, pixelsPerMm: number): void {
  const { side, nearness, light } = raster;
  const radius = Math.max(1, Math.round(RADIUS_SHARE * side));
  const { sums, counts } = sumTables(raster);
  const width = side + 1;
  for (let row = 0; row < side; row++) {
    const top = Math.max(0, row - radius) * width;
    const bottom = Math.min(side, row + radius + 1) * width;
    for (let column = 0; column < side; column++) {
      const pixel = row * side + column;
      if (nearness[pixel] === NOWHERE) continue;
      const left = column < radius ? 0 : column - radius;
      const right = column + radius < side ? column + radius + 1 : side;
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      const count =
        counts[bottom + right]! - counts[bottom + left]! - counts[top + right]! + counts[top + left]!;
      const depth = ((sum / count - nearness[pixel]!) * pixelsPerMm) / radius;
      const hollow = depth > 1 ? 1 : depth < HIGHEST_LIFT ? HIGHEST_LIFT : depth;
      const lit = light[pixel]! * (1 - STRENGTH * hollow);
      light[pixel] = lit > 1 ? 1 : lit;
    }
  }
}

/** Summed-area tables of nearness and of covered pixels, with a row and a column of zeros in front. */
function sumTables({ side, nearness }: Raster): { sums: Float64Array; counts: Uint32Array } {
  const width = side + 1;
  const sums = new Float64Array(width * width);
  const counts = new Uint32Array(width * width);
  for (let row = 0; row < side; row++) {
    let lineSum = 0;
    let lineCount = 0;
    for (let column = 0; column < side; column++) {
      const near = nearness[row * side + column]!;
      if (near !== NOWHERE) {
        lineSum += near;
        lineCount++;
      }
      const place = (row + 1) * width + column + 1;
      sums[place] = sums[place - width]! + lineSum;
      counts[place] = counts[place - width]! + lineCount;
    }
  }
  return { sums, counts };
}
