import type { PanelHole } from './panel.js';
import type { PanelFrame } from './panel-frame.js';
import { ZONES, type PanelLine, type Zone } from './panel-lines.js';

/** The least wall between a hole and the next edge. */
export const HOLE_WALL_MM = 0.8;

/** The strip that a hole goes through: the wider one of frame and margin at the upper edge. */
export function holeStrip(frame: PanelFrame): { zone: Zone; topMm: number; heightMm: number } {
  return frame.frameMm >= frame.endMarginMm
    ? { zone: ZONES.frame, topMm: 0, heightMm: frame.frameMm }
    : { zone: ZONES.margin, topMm: frame.frameMm, heightMm: frame.endMarginMm };
}

/** The width between the sides that a hole in that strip must keep its wall from. */
export function holeSpan(frame: PanelFrame): number {
  return holeStrip(frame).zone === ZONES.frame ? frame.widthMm : frame.widthMm - 2 * frame.frameMm;
}

/** Finds the cells round a hole in the middle of its strip; null for a diameter of 0. */
export function placeHole(
  columns: readonly PanelLine[],
  rows: readonly PanelLine[],
  frame: PanelFrame,
  diameterMm: number,
): PanelHole | null {
  if (diameterMm === 0) return null;
  const strip = holeStrip(frame);
  const radiusMm = diameterMm / 2;
  const reachMm = radiusMm + HOLE_WALL_MM / 2;
  const u = frame.widthMm / 2;
  const row = rows.findIndex(({ zone }) => zone === strip.zone);
  const upperMm = rows[row]!.placeMm;
  const lowerMm = rows[row + 1]!.placeMm;
  return {
    u,
    v: frame.heightMm - (upperMm + lowerMm) / 2,
    radiusMm,
    row,
    leftColumn: columns.findLastIndex(({ placeMm }) => placeMm <= u - reachMm),
    rightColumn: columns.findIndex(({ placeMm }) => placeMm >= u + reachMm),
  };
}
