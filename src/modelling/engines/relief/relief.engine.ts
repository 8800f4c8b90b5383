import { countGridTriangles } from '../../mesh/mesh-height-grid.js';
import { checkGrid } from '../../image/check-samples.js';
import type { SampledPicture } from '../../image/sampled-picture.js';
import type { HeightGrid } from '../../mesh/height-grid.js';
import type { Engine, EngineHooks, PictureBox, PictureSize, ShapeRequest } from '../engine.js';
import { chooseSampleGrid } from '../sample-count.js';
import { shapeReliefField } from './relief-field.js';
import { frameRelief, type ReliefFrame } from './relief-frame.js';
import { addBorderLines, BORDER_LINES, layOutSamples } from './relief-grid.js';
import { GRID_DETAILS, meshRelief } from './relief-mesh.js';
import { readReliefOptions, RELIEF_OPTIONS } from './relief-options.js';
import { findReliefProblems } from './relief-problems.js';
import type { Warning } from '../../warnings.js';

/** Samples on the longest side of a preview. */
const PREVIEW_SAMPLES = 1024;

/** A grid of so many triangles is not held in memory. */
const LEAST_STREAMED = 2_000_000;

/** Brightness or opacity becomes height on a solid base, meshed as finely as the heights need it. */
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
    const { grid, frame, warnings, pictureBox } = await shapeRelief(picture, samples, request, hooks);
    const { mesh, details, warnings: meshWarnings } = meshRelief(grid, frame, request, hooks);
    return { mesh, warnings: [...warnings, ...meshWarnings], details, pictureBox };
  },
  stream: async (picture, samples, request, hooks) => {
    if (countReliefTriangles(picture, request) < LEAST_STREAMED) return null;
    const { mesh, cornerRadiusMm } = readReliefOptions(request.options, request.depthMm);
    if (mesh !== 'grid' || cornerRadiusMm > 0) return null;
    const { grid, frame, warnings, pictureBox } = await shapeRelief(picture, samples, request, hooks);
    const whole = addBorderLines(grid, frame, request.depthMm);
    return { grid: whole, warnings, details: GRID_DETAILS, pictureBox };
  },
};

/** Everything but the mesh: the heights in millimetres, and where they lie. */
async function shapeRelief(
  picture: PictureSize,
  samples: SampledPicture,
  request: ShapeRequest,
  hooks: EngineHooks,
): Promise<{ grid: HeightGrid; frame: ReliefFrame; warnings: Warning[]; pictureBox: PictureBox }> {
  checkGrid(samples);
  const settings = readReliefOptions(request.options, request.depthMm);
  const { shares, warnings } = shapeReliefField(samples, settings);
  hooks.onProgress(0.9);
  const frame = frameRelief(picture, samples, request);
  const isOwn = shares !== samples.luminance && shares !== samples.alpha;
  const heights = isOwn ? shares : new Float32Array(shares.length);
  const grid = layOutSamples(shares, samples, frame, settings.baseMm, request.depthMm, heights);
  await hooks.onMeshing();
  hooks.signal?.throwIfAborted();
  const pictureBox = {
    leftMm: frame.borderMm,
    bottomMm: frame.borderMm,
    widthMm: frame.outerWidthMm - 2 * frame.borderMm,
    heightMm: frame.outerHeightMm - 2 * frame.borderMm,
  };
  return { grid, frame, warnings, pictureBox };
}

/** Exact for the full grid; an adaptive mesh is held against the limit when its splits are known. */
function countReliefTriangles(picture: PictureSize, request: ShapeRequest): number {
  const { mesh, borderMm, targetTriangles } = readReliefOptions(request.options, request.depthMm);
  if (mesh !== 'grid') return targetTriangles ?? 0;
  const grid = chooseSampleGrid(picture, request);
  const lines = borderMm > 0 ? BORDER_LINES : 0;
  return countGridTriangles(grid.columns + lines, grid.rows + lines);
}

/**
 * Asks for the triangles instead of a tolerance, on samples as fine as a screen shows; smoothing is told in
 * samples, so it shrinks with them.
 */
function coarsenRelief(picture: PictureSize, request: ShapeRequest, mostTriangles: number): ShapeRequest {
  const grid = chooseSampleGrid(picture, request);
  const longest = Math.max(grid.columns, grid.rows);
  const resolution = Math.min(longest, PREVIEW_SAMPLES);
  const { smoothing } = readReliefOptions(request.options, request.depthMm);
  const options = Object.fromEntries(
    Object.entries(request.options).filter(([name]) => name !== 'tolerance_mm'),
  );
  return {
    ...request,
    options: {
      ...options,
      mesh: 'adaptive',
      target_triangles: mostTriangles,
      resolution,
      smoothing: (smoothing * resolution) / longest,
    },
  };
}
