import type { PictureSize, ShapeRequest } from '../engine.js';
import { chooseSampleGrid } from '../sample-count.js';
import { listThicknesses, readLithophaneSettings } from './lithophane-settings.js';
import { framePanel } from './panel-frame.js';
import { placeColumns, placeRows, type PanelLine } from './panel-lines.js';

/** The least distance of neighbouring lines, in millimetres; on a bent panel where it is narrowest, inside. */
export function findFinestPitch(picture: PictureSize, request: ShapeRequest): number {
  const grid = chooseSampleGrid(picture, request);
  const frame = framePanel(picture, request);
  const thickestMm = Math.max(...listThicknesses(readLithophaneSettings(request)).map(([, mm]) => mm));
  const narrowing = frame.outerRadiusMm === Infinity ? 1 : 1 - thickestMm / frame.outerRadiusMm;
  return Math.min(
    findLeastStep(placeColumns(grid, frame)) * narrowing,
    findLeastStep(placeRows(grid, frame)),
  );
}

function findLeastStep(lines: readonly PanelLine[]): number {
  let least = Infinity;
  for (let index = 1; index < lines.length; index++) {
    least = Math.min(least, lines[index]!.placeMm - lines[index - 1]!.placeMm);
  }
  return least;
}
