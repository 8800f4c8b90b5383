import type { SampleGrid } from '../../image/sampled-picture.js';
import type { LithophaneSettings } from './lithophane-settings.js';
import { placeHole } from './place-hole.js';
import type { Panel } from './panel.js';
import type { PanelFrame } from './panel-frame.js';
import { placeColumns, placeRows, ZONES, type PanelLine } from './panel-lines.js';

/** Lays the thicknesses of the samples out in millimetres, with margin, frame and stand round them. */
export function layOutPanel(
  thicknessMm: Float32Array,
  grid: SampleGrid,
  frame: PanelFrame,
  settings: LithophaneSettings,
): Panel {
  const columns = placeColumns(grid, frame);
  const rows = placeRows(grid, frame);
  const laidOut = new Float32Array(columns.length * rows.length);
  const plainMm = [settings.standMm, settings.frameThicknessMm, settings.borderThicknessMm];
  let next = 0;
  for (const row of rows) {
    const line = thicknessMm.subarray(row.sample * grid.columns, (row.sample + 1) * grid.columns);
    for (const column of columns) {
      const zone = Math.min(row.zone, column.zone);
      laidOut[next++] = zone === ZONES.picture ? between(line, column) : plainMm[zone]!;
    }
  }
  return {
    us: Float64Array.from(columns, ({ placeMm }) => placeMm),
    vs: Float64Array.from(rows, ({ placeMm }) => frame.heightMm - placeMm),
    thicknessMm: laidOut,
    widthMm: frame.widthMm,
    isClosed: frame.isClosed,
    hole: placeHole(columns, rows, frame, settings.hangerHoleMm),
  };
}

/** The thickness on a line of samples at a fraction between two; past the last one comes the first again. */
function between(line: Float32Array, { sample }: PanelLine): number {
  const lower = Math.floor(sample);
  const share = sample - lower;
  const from = line[lower % line.length]!;
  return share === 0 ? from : from + share * (line[(lower + 1) % line.length]! - from);
}
