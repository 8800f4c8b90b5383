import type { SampleGrid } from '../image/sampled-picture.js';
import type { PictureSize, ShapeRequest } from './engine.js';
import { chooseSampleGrid } from './sample-count.js';

/** A finer pitch says nothing that a printer could draw, and leaves curves no room to keep apart. */
const FINEST_OUTLINE_PITCH_MM = 0.04;

const FEWEST_SAMPLES = 16;

/** The sample grid for an outline: as for any engine, but no finer than a printer can follow. */
export function chooseOutlineGrid(
  picture: PictureSize,
  request: ShapeRequest,
  mostSamples = Infinity,
): SampleGrid {
  const grid = chooseSampleGrid(picture, request);
  const longest = Math.max(grid.columns, grid.rows);
  // Of the two directions it is the narrower one that decides how large a sample comes out.
  const pitchMm = Math.min(request.widthMm / grid.columns, request.heightMm / grid.rows);
  const useful = (longest * pitchMm) / FINEST_OUTLINE_PITCH_MM;
  const most = Math.max(FEWEST_SAMPLES, Math.min(Math.floor(useful), mostSamples));
  if (longest <= most) return grid;
  return chooseSampleGrid(picture, { ...request, options: { ...request.options, resolution: most } });
}

/**
 * The same request with so few samples that nothing but noise makes more than `mostTriangles` of them.
 *
 * @param trianglesOf the triangles that the engine makes at the most, noise apart, of a number of samples
 */
export function coarsenByResolution(
  picture: PictureSize,
  request: ShapeRequest,
  mostTriangles: number,
  trianglesOf: (sampleCount: number) => number,
): ShapeRequest {
  const grid = chooseOutlineGrid(picture, request);
  // Specks are gone from the finer model already; what is left of it should all show.
  const at = (resolution: number): ShapeRequest => ({
    ...request,
    options: { ...request.options, resolution, min_feature_mm: 0 },
  });
  let [fits, exceeds] = [2, Math.max(grid.columns, grid.rows)];
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    const { columns, rows } = chooseOutlineGrid(picture, at(middle));
    if (trianglesOf(columns * rows) <= mostTriangles) fits = middle;
    else exceeds = middle;
  }
  return at(fits);
}
