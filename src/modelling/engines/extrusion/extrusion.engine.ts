import { insetLoops } from '../../outline/inset-loops.js';
import { CLEARANCE_MM, partCountOf, pointCountOf, type Loops } from '../../outline/outline.js';
import { placeSubject, shareOfSubject } from '../../outline/place-subject.js';
import { countStackTriangles, stackLoops, stackOnPlate, type Layer } from '../../outline/stack-loops.js';
import type { OptionProblem } from '../../modelling.errors.js';
import type { Engine, PictureSize, ShapeRequest } from '../engine.js';
import { chooseOutlineGrid, coarsenByResolution } from '../outline-grid.js';
import { describeSubject, frameSubject } from '../subject-report.js';
import { tooManyCurves, tooManyTriangles } from '../triangle-limit.js';
import { EXTRUSION_OPTIONS, readExtrusionOptions, type ExtrusionSettings } from './extrusion-options.js';
import { layOutExtrusion } from './lay-out-extrusion.js';

/** Slopes that a round bevel is made of. */
const ROUND_STEPS = 5;

/** A narrower bevel would fall together with the edge that it takes off. */
const LEAST_BEVEL_MM = 0.05;

/** Share of what stands above the plate that a bevel may take in height. */
const MOST_BEVEL_HEIGHT = 0.9;

/** A chequerboard has four points round every other sample. */
const MOST_POINTS_PER_SAMPLE = 2;

/** However simple a curve becomes, it keeps so many points. */
const FEWEST_POINTS = 3;

/** The subject's outline, smoothed, becomes the section of a body with vertical walls. */
export const EXTRUSION_ENGINE: Engine = {
  name: 'extrusion',
  title: 'Extrusion',
  summary:
    'Cuts the subject out along its smoothed outline, as thick as the depth, with bevel, plate and ring as asked.',
  options: EXTRUSION_OPTIONS,
  usesColour: true,
  chooseGrid: chooseOutlineGrid,
  // Told by the subject: `build` holds it against the limit.
  estimateTriangleCount: () => 0,
  coarsen: (picture, request, mostTriangles) =>
    coarsenByResolution(picture, request, mostTriangles, (sampleCount) => {
      const points = MOST_POINTS_PER_SAMPLE * sampleCount;
      return countTriangles(request, points, sampleCount / 2);
    }),
  findProblems: findExtrusionProblems,
  finestPitchMm: () => CLEARANCE_MM,
  build: async (picture, samples, request, hooks) => {
    const settings = readExtrusionOptions(request.options, request.depthMm);
    const frame = frameSubject(picture, samples, request);
    const placed = placeSubject(samples, settings.subject, frame);
    hooks.onProgress(0.4);
    const limit = hooks.maxTriangles ?? Infinity;
    const { subject, plate } = layOutExtrusion(placed, settings, frame, (curveCount, pointCount) => {
      const least = leastTriangles(curveCount, pointCount, settings);
      if (least <= limit) return;
      if (pointCount !== undefined) throw tooManyTriangles(request, least, limit);
      throw tooManyCurves(request, curveCount, least, limit);
    });
    const most = boundTriangles(subject, plate, countLayers(settings));
    if (most > limit) throw tooManyTriangles(request, most, limit);
    const { layers, appliedBevelMm } = layer(subject, settings, request.depthMm);
    hooks.onProgress(1);
    await hooks.onMeshing();
    hooks.signal?.throwIfAborted();
    const mesh = plate === null ? stackLoops(layers) : stackOnPlate(plate, layers);
    return {
      mesh,
      subject: shareOfSubject(placed, settings.subject.isMirrored),
      ...describeSubject(placed.segmented, {
        outline_points: pointCountOf(subject),
        subject_parts: partCountOf(subject),
        ...(settings.bevelMm > 0 && { applied_bevel_mm: appliedBevelMm }),
      }),
    };
  },
};

/** The layers of the body above its plate, and the bevel's width on at least half of the outline's length. */
function layer(
  subject: Loops,
  settings: ExtrusionSettings,
  depthMm: number,
): { layers: Layer[]; appliedBevelMm: number } {
  const bottomMm = settings.base?.thicknessMm ?? 0;
  const straight: Layer[] = [
    { loops: subject, zMm: bottomMm },
    { loops: subject, zMm: depthMm },
  ];
  const bevelMm = Math.min(settings.bevelMm, MOST_BEVEL_HEIGHT * (depthMm - bottomMm));
  if (bevelMm <= 0) return { layers: straight, appliedBevelMm: 0 };
  const inset = insetLoops(subject, bevelMm);
  const stepCount = settings.isRound ? ROUND_STEPS : 1;
  const layers: Layer[] = straight.slice(0, 1);
  for (let step = 0; step <= stepCount; step++) {
    const angle = (Math.PI / 2) * (step / stepCount);
    const moved = settings.isRound ? 1 - Math.cos(angle) : step;
    const zMm = depthMm - bevelMm * (settings.isRound ? 1 - Math.sin(angle) : 1 - step);
    layers.push({ loops: blend(subject, inset.loops, moved), zMm: step === stepCount ? depthMm : zMm });
  }
  return { layers, appliedBevelMm: medianWidth(subject, inset.widthsMm) };
}

function blend(from: Loops, to: Loops, share: number): Loops {
  if (share === 0) return from;
  if (share === 1) return to;
  return from.map((loop, number) =>
    loop.map((place, at) => Math.fround(place + share * (to[number]![at]! - place))),
  );
}

function medianWidth(loops: Loops, widthsMm: Float64Array[]): number {
  const count = pointCountOf(loops);
  const [widths, lengths] = [new Float64Array(count), new Float64Array(count)];
  let edge = 0;
  for (const [number, loop] of loops.entries()) {
    widths.set(widthsMm[number]!, edge);
    for (let at = 0; at < loop.length; at += 2, edge++) {
      const to = (at + 2) % loop.length;
      lengths[edge] = Math.hypot(loop[to]! - loop[at]!, loop[to + 1]! - loop[at + 1]!);
    }
  }
  const order = Uint32Array.from(widths.keys()).sort((a, b) => widths[a]! - widths[b]!);
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let sum = 0;
  const middle = order.find((at) => (sum += lengths[at]!) >= half);
  return Math.round((middle === undefined ? 0 : widths[middle]!) * 1000) / 1000;
}

function countLayers({ bevelMm, isRound }: ExtrusionSettings): number {
  return 2 + (bevelMm === 0 ? 0 : isRound ? ROUND_STEPS : 1);
}

/** What walls and two caps have at the least. */
function leastTriangles(
  curveCount: number,
  pointCount: number | undefined,
  settings: ExtrusionSettings,
): number {
  const count = pointCount ?? FEWEST_POINTS * curveCount;
  return 2 * (countLayers(settings) - 1) * count + 2 * (count - 2 * curveCount);
}

/** The most triangles there will be: fewer where points lie on a line. */
function boundTriangles(subject: Loops, plate: Loops | null, layerCount: number): number {
  const loopCount = subject.length + (plate?.length ?? 0);
  const body = countStackTriangles(layerCount, pointCountOf(subject), loopCount);
  return plate === null ? body : body + countStackTriangles(2, pointCountOf(plate), loopCount);
}

function countTriangles(request: ShapeRequest, pointCount: number, loopCount: number): number {
  const settings = readExtrusionOptions(request.options, request.depthMm);
  const body = countStackTriangles(countLayers(settings), pointCount, loopCount);
  return settings.base === null ? body : body + countStackTriangles(2, pointCount, loopCount);
}

function findExtrusionProblems(_picture: PictureSize, request: ShapeRequest): OptionProblem[] {
  const { base, bevelMm, ring } = readExtrusionOptions(request.options, request.depthMm);
  const problems: OptionProblem[] = [];
  if (bevelMm > 0 && bevelMm < LEAST_BEVEL_MM) {
    problems.push({
      field: 'options.bevel_mm',
      message: `must be 0 or at least ${LEAST_BEVEL_MM} mm`,
      minimum: LEAST_BEVEL_MM,
    });
  }
  if (base !== null && base.thicknessMm >= request.depthMm) {
    problems.push({
      field: 'options.base_mm',
      message: `must be less than the depth of ${request.depthMm} mm`,
      maximum: request.depthMm,
    });
  }
  const shorterMm = Math.min(request.widthMm, request.heightMm);
  if (base !== null && 2 * base.marginMm >= shorterMm) {
    problems.push({
      field: 'options.base_margin_mm',
      message: `must be less than ${shorterMm / 2} mm, half of the shorter side`,
      maximum: shorterMm / 2,
    });
  }
  const ringMm = ring === null ? 0 : 2 * (ring.holeRadiusMm + ring.widthMm);
  if (ringMm >= shorterMm) {
    problems.push({
      field: 'options.ring_hole_mm',
      message: `and twice options.ring_width_mm must together be less than ${shorterMm} mm, the shorter side`,
    });
  }
  return problems;
}
