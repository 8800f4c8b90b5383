import type { DecodedPicture } from './decode-picture.js';
import { resampleColour } from './resample-colour.js';
import { samplePixels } from './sample-pixels.js';
import type { SampledPicture, SampleGrid } from './sampled-picture.js';
import { splitCells, type CellSplit } from './split-cells.js';

/** Rec. 709 weights of red, green and blue. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/**
 * Averages a picture onto a grid no finer than itself: each sample is the mean of its share of the area,
 * with pixels on the seams split between neighbours, so that no detail is skipped and none aliases.
 * Colours cost as much again as brightness, so they come only when they are asked for.
 */
export function resamplePicture(
  picture: DecodedPicture,
  grid: SampleGrid,
  isColoured = false,
): SampledPicture {
  const { widthPx, heightPx } = picture;
  const { columns, rows } = grid;
  if (columns === widthPx && rows === heightPx && !isColoured) return samplePixels(picture);
  const across = splitCells(widthPx, columns);
  const down = splitCells(heightPx, rows);
  const light = new Float64Array(columns * rows);
  const cover = new Float64Array(columns * rows);
  const lineLight = new Float64Array(columns + 1);
  const lineCover = new Float64Array(columns + 1);
  for (let y = 0; y < heightPx; y++) {
    sumLine(picture, y, across, lineLight, lineCover);
    const target = down.cell[y]! * columns;
    const share = down.share[y]!;
    for (let column = 0; column < columns; column++) {
      light[target + column]! += lineLight[column]! * share;
      cover[target + column]! += lineCover[column]! * share;
    }
    if (share === 1) continue;
    for (let column = 0; column < columns; column++) {
      light[target + columns + column]! += lineLight[column]! * (1 - share);
      cover[target + columns + column]! += lineCover[column]! * (1 - share);
    }
  }
  const samples = normalise(light, cover, grid, (widthPx / columns) * (heightPx / rows));
  return isColoured ? { ...samples, rgb: resampleColour(picture, grid) } : samples;
}

/** Sums one line of pixels into cells: luminance weighted with opacity, and opacity. */
function sumLine(
  picture: DecodedPicture,
  y: number,
  across: CellSplit,
  lineLight: Float64Array,
  lineCover: Float64Array,
): void {
  const { data, widthPx, channelCount } = picture;
  const scale = 1 / (data.BYTES_PER_ELEMENT === 2 ? 65535 : 255);
  const isGrey = channelCount <= 2;
  const hasAlpha = channelCount === 2 || channelCount === 4;
  lineLight.fill(0);
  lineCover.fill(0);
  let next = y * widthPx * channelCount;
  for (let x = 0; x < widthPx; x++, next += channelCount) {
    const value = isGrey
      ? data[next]! * scale
      : (data[next]! * RED + data[next + 1]! * GREEN + data[next + 2]! * BLUE) * scale;
    const alpha = hasAlpha ? data[next + channelCount - 1]! * scale : 1;
    const cell = across.cell[x]!;
    const share = across.share[x]!;
    lineLight[cell]! += value * alpha * share;
    lineCover[cell]! += alpha * share;
    if (share !== 1) {
      lineLight[cell + 1]! += value * alpha * (1 - share);
      lineCover[cell + 1]! += alpha * (1 - share);
    }
  }
}

function normalise(
  light: Float64Array,
  cover: Float64Array,
  grid: SampleGrid,
  cellArea: number,
): SampledPicture {
  const luminance = new Float32Array(light.length);
  const alpha = new Float32Array(light.length);
  let isOpaque = true;
  for (let index = 0; index < light.length; index++) {
    const covered = cover[index]!;
    if (covered > 0) luminance[index] = Math.min(1, light[index]! / covered);
    // Rounding to float32 takes the last bits of the sums off a full cell.
    alpha[index] = Math.min(1, covered / cellArea);
    if (alpha[index]! < 1) isOpaque = false;
  }
  return { columns: grid.columns, rows: grid.rows, luminance, alpha: isOpaque ? null : alpha };
}
