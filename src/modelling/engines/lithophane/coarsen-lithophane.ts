import type { PictureSize, ShapeRequest } from '../engine.js';
import { chooseSampleGrid } from '../sample-count.js';
import { readLithophaneSettings } from './lithophane-settings.js';

/** Bisects for the finest resolution that `fits`; smoothing is told in samples, so it shrinks with them. */
export function coarsenLithophane(
  picture: PictureSize,
  request: ShapeRequest,
  fits: (coarser: ShapeRequest) => boolean,
): ShapeRequest {
  if (fits(request)) return request;
  const grid = chooseSampleGrid(picture, request);
  const longest = Math.max(grid.columns, grid.rows);
  const { smoothing } = readLithophaneSettings(request);
  const at = (resolution: number): ShapeRequest => ({
    ...request,
    options: { ...request.options, resolution, smoothing: (smoothing * resolution) / longest },
  });
  let [fitting, exceeding] = [2, longest];
  while (exceeding - fitting > 1) {
    const middle = Math.floor((fitting + exceeding) / 2);
    if (fits(at(middle))) fitting = middle;
    else exceeding = middle;
  }
  return at(fitting);
}
