import { countGridTriangles, meshHeightGrid } from '../../mesh/mesh-height-grid.js';
import type { OptionProblem } from '../../modelling.errors.js';
import type { Engine, PictureSize, ShapeRequest } from '../engine.js';
import { chooseSampleGrid } from '../sample-count.js';
import { shapeReliefField } from './relief-field.js';
import { frameRelief } from './relief-frame.js';
import { BORDER_LINES, layOutRelief } from './relief-grid.js';
import { readReliefOptions, RELIEF_OPTIONS } from './relief-options.js';

/** The narrowest border that a printer can lay; also what keeps its flank inside it. */
const LEAST_BORDER_MM = 0.2;

/** Brightness or opacity becomes height on a solid base: the full grid of samples, two triangles to a cell. */
export const RELIEF_ENGINE: Engine = {
  name: 'relief',
  title: 'Relief',
  summary: 'Turns brightness, opacity or a depth map into heights on a solid base.',
  options: RELIEF_OPTIONS,
  chooseGrid: chooseSampleGrid,
  estimateTriangleCount: countReliefTriangles,
  coarsen: coarsenRelief,
  findProblems: findReliefProblems,
  finestPitchMm: (picture, request) => {
    const frame = frameRelief(picture, chooseSampleGrid(picture, request), request);
    return Math.min(frame.pitchXMm, frame.pitchYMm);
  },
  build: async (picture, samples, request, hooks) => {
    const settings = readReliefOptions(request.options, request.depthMm);
    const { shares, warnings } = shapeReliefField(samples, settings);
    hooks.onProgress(0.9);
    const frame = frameRelief(picture, samples, request);
    const grid = layOutRelief(shares, samples, frame, settings.baseMm, request.depthMm);
    await hooks.onMeshing();
    hooks.signal?.throwIfAborted();
    return { mesh: meshHeightGrid(grid, hooks.onProgress), warnings };
  },
};

function countReliefTriangles(picture: PictureSize, request: ShapeRequest): number {
  const grid = chooseSampleGrid(picture, request);
  const lines = readReliefOptions(request.options, request.depthMm).borderMm > 0 ? BORDER_LINES : 0;
  return countGridTriangles(grid.columns + lines, grid.rows + lines);
}

/** Bisects for the finest resolution; smoothing is told in samples, so it shrinks with them. */
function coarsenRelief(picture: PictureSize, request: ShapeRequest, mostTriangles: number): ShapeRequest {
  const grid = chooseSampleGrid(picture, request);
  const longest = Math.max(grid.columns, grid.rows);
  const { smoothing } = readReliefOptions(request.options, request.depthMm);
  const at = (resolution: number): ShapeRequest => ({
    ...request,
    options: { ...request.options, resolution, smoothing: (smoothing * resolution) / longest },
  });
  if (countReliefTriangles(picture, request) <= mostTriangles) return request;
  let [fits, exceeds] = [2, longest];
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (countReliefTriangles(picture, at(middle)) <= mostTriangles) fits = middle;
    else exceeds = middle;
  }
  return at(fits);
}

function findReliefProblems(_picture: PictureSize, request: ShapeRequest): OptionProblem[] {
  const { baseMm, borderMm } = readReliefOptions(request.options, request.depthMm);
  const problems: OptionProblem[] = [];
  if (baseMm >= request.depthMm) {
    problems.push({
      field: 'options.base_mm',
      message: `must be less than the depth of ${request.depthMm} mm`,
      maximum: request.depthMm,
    });
  }
  if (borderMm > 0 && borderMm < LEAST_BORDER_MM) {
    problems.push({
      field: 'options.border_mm',
      message: `must be 0 or at least ${LEAST_BORDER_MM} mm`,
      minimum: LEAST_BORDER_MM,
    });
  }
  const widestMm = Math.min(request.widthMm, request.heightMm) / 2;
  if (borderMm >= widestMm) {
    problems.push({
      field: 'options.border_mm',
      message: `must be less than ${widestMm} mm, half of the shorter side`,
      maximum: widestMm,
    });
  }
  return problems;
}
