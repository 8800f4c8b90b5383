import { splitCells } from './split-cells.js';
import type { SampledPicture, SampleGrid } from './sampled-picture.js';

/** Averages samples onto a coarser grid, opacity weighing the luminance, as for the first grid. */
export function reduceSamples(samples: SampledPicture, grid: SampleGrid): SampledPicture {
  const { columns, rows } = grid;
  if (columns === samples.columns && rows === samples.rows) return samples;
  const across = splitCells(samples.columns, columns);
  const down = splitCells(samples.rows, rows);
  const light = new Float64Array(columns * rows);
  const cover = new Float64Array(columns * rows);
  const area = new Float64Array(columns * rows);
  const { rgb } = samples;
  const colour = rgb && new Float64Array(3 * columns * rows);
  const add = (cell: number, weight: number, source: number): void => {
    if (weight === 0) return;
    const opacity = samples.alpha === null ? weight : weight * samples.alpha[source]!;
    light[cell]! += samples.luminance[source]! * opacity;
    cover[cell]! += opacity;
    area[cell]! += weight;
    if (colour === undefined) return;
    for (let channel = 0; channel < 3; channel++) {
      colour[3 * cell + channel]! += rgb![3 * source + channel]! * opacity;
    }
  };
  for (let y = 0, source = 0; y < samples.rows; y++) {
    const share = down.share[y]!;
    for (let x = 0; x < samples.columns; x++, source++) {
      const cell = down.cell[y]! * columns + across.cell[x]!;
      const part = across.share[x]!;
      add(cell, share * part, source);
      add(cell + 1, share * (1 - part), source);
      add(cell + columns, (1 - share) * part, source);
      add(cell + columns + 1, (1 - share) * (1 - part), source);
    }
  }
  const luminance = Float32Array.from(light, (sum, cell) => (cover[cell]! > 0 ? sum / cover[cell]! : 0));
  const alpha = samples.alpha === null ? null : Float32Array.from(cover, (sum, cell) => sum / area[cell]!);
  const reduced = { columns, rows, luminance, alpha };
  if (colour === undefined) return reduced;
  const mean = (sum: number, index: number): number => {
    const covered = cover[Math.floor(index / 3)]!;
    return covered > 0 ? Math.round(sum / covered) : 0;
  };
  return { ...reduced, rgb: Uint8Array.from(colour, mean) };
}
