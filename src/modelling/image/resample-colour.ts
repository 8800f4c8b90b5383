import type { DecodedPicture } from './decode-picture.js';
import type { SampleGrid } from './sampled-picture.js';
import { splitCells } from './split-cells.js';

/**
 * Averages the colours of a picture onto a grid no finer than itself: interleaved red, green and blue, 0…255,
 * each sample the mean over what is opaque of its area; black where nothing is. Grey comes three times.
 */
export function resampleColour(picture: DecodedPicture, grid: SampleGrid): Uint8Array {
  const { heightPx } = picture;
  const { columns, rows } = grid;
  const down = splitCells(heightPx, rows);
  const lineSums = makeLineSums(picture, columns);
  /** Red, green, blue and opacity of the row of cells at hand and of the next one. */
  let sums = new Float64Array(4 * columns);
  let nextSums = new Float64Array(4 * columns);
  const rgb = new Uint8Array(3 * columns * rows);
  for (let y = 0; y < heightPx; y++) {
    const line = lineSums(y);
    const share = down.share[y]!;
    for (let index = 0; index < sums.length; index++) {
      sums[index]! += line[index]! * share;
      if (share !== 1) nextSums[index]! += line[index]! * (1 - share);
    }
    const row = down.cell[y]!;
    if (y + 1 < heightPx && down.cell[y + 1] === row && share === 1) continue;
    writeRow(sums, rgb, 3 * columns * row);
    [sums, nextSums] = [nextSums, sums];
    nextSums.fill(0);
  }
  return rgb;
}

/** A function that sums one line of pixels into cells, colours weighted with opacity, into one reused array. */
function makeLineSums(picture: DecodedPicture, columns: number): (y: number) => Float64Array {
  const { data, widthPx, channelCount } = picture;
  const across = splitCells(widthPx, columns);
  const scale = data.BYTES_PER_ELEMENT === 2 ? 255 / 65535 : 1;
  const [green, blue] = channelCount <= 2 ? [0, 0] : [1, 2];
  const hasAlpha = channelCount === 2 || channelCount === 4;
  /** One cell more, for the last pixel's share of nothing. */
  const sums = new Float64Array(4 * columns + 4);
  const add = (cell: number, weight: number, pixel: number): void => {
    sums[4 * cell]! += data[pixel]! * weight;
    sums[4 * cell + 1]! += data[pixel + green]! * weight;
    sums[4 * cell + 2]! += data[pixel + blue]! * weight;
    sums[4 * cell + 3]! += weight;
  };
  return (y) => {
    sums.fill(0);
    let pixel = y * widthPx * channelCount;
    for (let x = 0; x < widthPx; x++, pixel += channelCount) {
      const weight = hasAlpha ? (data[pixel + channelCount - 1]! * scale) / 255 : 1;
      const share = across.share[x]!;
      add(across.cell[x]!, weight * share, pixel);
      if (share !== 1) add(across.cell[x]! + 1, weight * (1 - share), pixel);
    }
    if (scale !== 1)
      for (let index = 0; index < sums.length; index++) if (index % 4 !== 3) sums[index]! *= scale;
    return sums;
  };
}

function writeRow(sums: Float64Array, rgb: Uint8Array, start: number): void {
  for (let source = 0, target = start; source < sums.length; source += 4) {
    const cover = sums[source + 3]!;
    for (let channel = 0; channel < 3; channel++, target++) {
      if (cover > 0) rgb[target] = Math.round(sums[source + channel]! / cover);
    }
  }
}
