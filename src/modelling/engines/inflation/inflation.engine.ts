import { fitLoops } from '../../outline/fit-loops.js';
import { CLEARANCE_MM, partCountOf, pointCountOf } from '../../outline/outline.js';
import {
  locatePicture,
  placeSubject,
  shareOfSubject,
  type PlacedSubject,
} from '../../outline/place-subject.js';
import { spaceLoops } from '../../outline/simplify-loops.js';
import { smoothLoops } from '../../outline/smooth-loops.js';
import { traceOutline } from '../../outline/trace-outline.js';
import type { SampledPicture } from '../../image/sampled-picture.js';
import type { OptionProblem } from '../../modelling.errors.js';
import { wantsColor } from '../color-option.js';
import type { Engine, PictureSize, ShapeRequest } from '../engine.js';
import { chooseOutlineGrid, coarsenByResolution } from '../outline-grid.js';
import { describeSubject, frameSubject } from '../subject-report.js';
import { tooManyCurves, tooManyTriangles } from '../triangle-limit.js';
import { INFLATION_OPTIONS, readInflationOptions, type InflationSettings } from './inflation-options.js';
import { coverLattice } from './cover-lattice.js';
import { boundBodyTriangles, closeShell, makeShell } from './mesh-inflation.js';
import { shadeDetail } from './shade-detail.js';
import { swell, type Swelling } from './swell.js';

/** A swelling is smooth: more samples than these on the longest side only make the file larger. */
const MOST_SAMPLES = 1024;

/** Shortest edge of the outline in pitches. */
const SPACING = 0.5;

/** What a body swells over its rim at the least, both sides together, and the first step's share of it. */
const LEAST_SWELLING_MM = 0.1;
const LEAST_STEP = 0.02;

/** Triangles to a sample: two on each side of the body, and those along the outline. */
const TRIANGLES_PER_SAMPLE = 5;

/** The subject is blown up like a balloon between its outlines. */
export const INFLATION_ENGINE: Engine = {
  name: 'inflation',
  title: 'Inflation',
  summary: 'Blows the outline of the subject up to a round body, on both sides or over a flat back.',
  options: INFLATION_OPTIONS,
  usesColour: true,
  chooseGrid: (picture, request) => chooseOutlineGrid(picture, request, MOST_SAMPLES),
  // Told by the subject: `build` holds it against the limit.
  estimateTriangleCount: () => 0,
  coarsen: (picture, request, mostTriangles) =>
    coarsenByResolution(picture, request, mostTriangles, (count) => TRIANGLES_PER_SAMPLE * count),
  findProblems: findInflationProblems,
  finestPitchMm: () => CLEARANCE_MM,
  build: async (picture, samples, request, hooks) => {
    const settings = readInflationOptions(request.options);
    const frame = frameSubject(picture, samples, request);
    const placed = placeSubject(samples, settings.subject, frame);
    const { canvas } = placed;
    hooks.onProgress(0.2);
    const limit = hooks.maxTriangles ?? Infinity;
    const traced = traceOutline(canvas);
    // Three points are the fewest that a curve keeps: a rim, and on each side a strip or a flat back.
    const least = traced.length * (settings.isFlatBack ? 13 : 18);
    if (least > limit) throw tooManyCurves(request, traced.length, least, limit);
    const spaced = spaceLoops(smoothLoops(traced), SPACING * Math.min(canvas.pitchXMm, canvas.pitchYMm));
    const fitted = fitLoops([spaced], frame, settings.subject.fit);
    const outline = fitted.groups[0]!;
    const swelling = swell(outline, canvas, fitted.fit);
    const heights = shapeHeights(swelling, settings, request.depthMm, samples, placed);
    hooks.onProgress(1);
    await hooks.onMeshing();
    hooks.signal?.throwIfAborted();
    const cover = coverLattice(swelling.lattice, swelling.grid, heights.nodeHeights, {
      // Every node has a colour of its own.
      toleranceMm: wantsColor(request.options) ? 0 : settings.toleranceMm,
      onCount: (coverCount) => {
        const most = boundBodyTriangles(outline, swelling.lattice, coverCount, settings.isFlatBack);
        if (most > limit) throw tooManyTriangles(request, most, limit);
      },
    });
    hooks.onProgress(0.6);
    const shell = makeShell({ outline, ...swelling, inset: swelling.inset.loops, ...heights, cover });
    return {
      mesh: closeShell(shell, outline, {
        rimMm: settings.rimMm,
        isFlatBack: settings.isFlatBack,
        mostMm: request.depthMm,
      }),
      pictureBox: locatePicture(placed, fitted.fit),
      subject: shareOfSubject(placed, settings.subject.isMirrored),
      ...describeSubject(placed.segmented, {
        outline_points: pointCountOf(outline),
        subject_parts: partCountOf(outline),
      }),
    };
  },
};

/** Heights over the rim from the solution of Poisson's equation: 2 √u is a ball over a disc. */
function shapeHeights(
  swelling: Swelling,
  settings: InflationSettings,
  depthMm: number,
  samples: SampledPicture,
  placed: PlacedSubject,
): { insetHeights: Float64Array; nodeHeights: Float32Array } {
  const { lattice, grid, nodeSwell, insetSwell } = swelling;
  const shade =
    settings.detail === 0
      ? null
      : shadeDetail(samples, placed.segmented, settings.detail, settings.subject.isMirrored);
  const exponent = settings.roundness / 2;
  const lift = exponent === 0.5 ? Math.sqrt : (swell: number) => swell ** exponent;
  const nodeHeights = new Float32Array(nodeSwell.length);
  let [highest, deepest] = [0, 0];
  const { isCell } = lattice;
  const { columns } = grid;
  for (let node = columns + 1; node < isCell.length; node++) {
    if ((isCell[node]! | isCell[node - 1]! | isCell[node - columns]! | isCell[node - columns - 1]!) === 0)
      continue;
    const swell = Math.max(0, nodeSwell[node]!);
    const height = shade === null ? lift(swell) : lift(swell) * shade[sampleAt(node, swelling, placed)]!;
    nodeHeights[node] = height;
    if (height > highest) highest = height;
    if (swell > deepest) deepest = swell;
  }
  const insetHeights = insetSwell.map((swell) => lift(Math.max(0, swell)));
  for (const [point, height] of insetHeights.entries()) {
    highest = Math.max(highest, height);
    deepest = Math.max(deepest, insetSwell[point]!);
  }
  const sides = settings.isFlatBack ? 1 : 2;
  const roundMm = settings.rimMm + sides * 2 * Math.sqrt(deepest);
  const thicknessMm = settings.thicknessMm ?? Math.min(depthMm, roundMm);
  const topMm = Math.max(LEAST_SWELLING_MM, thicknessMm - settings.rimMm) / sides;
  const scale = highest > 0 ? topMm / highest : 0;
  for (let node = 0; node < nodeHeights.length; node++) nodeHeights[node]! *= scale;
  // Where the subject is too thin for a strip, the inset lies on the outline: there it has to rise above it.
  const leastMm = LEAST_STEP * topMm;
  return { insetHeights: insetHeights.map((height) => Math.max(leastMm, height * scale)), nodeHeights };
}

/** The sample of the picture that a node of the grid stands for. */
function sampleAt(node: number, { grid }: Swelling, { canvas, offset, segmented }: PlacedSubject): number {
  const rowFromBelow = Math.floor(node / grid.columns);
  const column = node - rowFromBelow * grid.columns - 2 + offset.column;
  const row = canvas.rows - 1 - (rowFromBelow - 2) + offset.row;
  return row * segmented.columns + column;
}

function findInflationProblems(_picture: PictureSize, request: ShapeRequest): OptionProblem[] {
  const { thicknessMm, rimMm } = readInflationOptions(request.options);
  const problems: OptionProblem[] = [];
  if (thicknessMm !== null && thicknessMm > request.depthMm) {
    problems.push({
      field: 'options.thickness_mm',
      message: `must be at most the depth of ${request.depthMm} mm`,
      maximum: request.depthMm,
    });
  }
  const mostMm = Math.min(thicknessMm ?? request.depthMm, request.depthMm);
  if (rimMm > mostMm - LEAST_SWELLING_MM) {
    const what = thicknessMm === null ? 'depth' : 'thickness';
    problems.push({
      field: 'options.rim_mm',
      message: `must be at least ${LEAST_SWELLING_MM} mm less than the ${what} of ${mostMm} mm`,
      maximum: mostMm - LEAST_SWELLING_MM,
    });
  }
  return problems;
}
