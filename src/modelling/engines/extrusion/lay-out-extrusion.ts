import { drawPlate } from '../../outline/draw-plate.js';
import { findConflicts } from '../../outline/find-conflicts.js';
import { fitLoops } from '../../outline/fit-loops.js';
import { boxOf, CLEARANCE_MM, type Loops } from '../../outline/outline.js';
import type { PlacedSubject, SubjectFrame } from '../../outline/place-subject.js';
import { refineCanvas } from '../../outline/refine-canvas.js';
import { addRing, placeRing } from '../../outline/ring.js';
import { simplifyLoops } from '../../outline/simplify-loops.js';
import { smoothLoops } from '../../outline/smooth-loops.js';
import { straightenLoops } from '../../outline/straighten-loops.js';
import type { SubjectCanvas } from '../../outline/subject-canvas.js';
import { traceOutline } from '../../outline/trace-outline.js';
import { invalidOptions } from '../../modelling.errors.js';
import type { ExtrusionSettings } from './extrusion-options.js';

/** The curves of an extrusion in their final places. */
export interface ExtrusionLayout {
  subject: Loops;
  plate: Loops | null;
}

/** Told of a number of curves and how many points they keep at the least, where that is known yet. */
type OutlineListener = (curveCount: number, pointCount?: number) => void;

/** Rounds of making room for a ring whose place depends on the subject's size. */
const ROOM_ROUNDS = 6;

/** Room is made until the whole is this near to the asked size; the rest is scaling. */
const CLOSE_ENOUGH = 0.002;

/** From the second round on a subject changes its size by a few per cent, and its points by no more than that. */
const SETTLED_SHARE = 0.8;

/** Samples across a ring's band. */
const SAMPLES_ACROSS_BAND = 4;

/** Share of a ring's hole that may cut into the subject; never into a plate, which the subject stands on. */
const MOST_CUT = 0.35;

/**
 * Turns the placed subject into curves that fill the asked width and height together with plate and ring.
 *
 * @param onOutline told how much the subject's outline will have at the least, as soon as that is known; throws to
 *   refuse it
 * @throws ModellingError `DIMENSIONS_TOO_SMALL` when plate and ring leave the subject no room
 */
export function layOutExtrusion(
  placed: PlacedSubject,
  settings: ExtrusionSettings,
  frame: SubjectFrame,
  onOutline: OutlineListener,
): ExtrusionLayout {
  const { fit } = settings.subject;
  const isAlone = settings.ring === null && settings.base === null;
  let { canvas } = placed;
  let first: { canvas: SubjectCanvas; subject: Loops } | null = null;
  for (let round = 0; ; round++) {
    const keptShare = isAlone ? 1 : round === 0 ? 0 : SETTLED_SHARE;
    let composed = compose(canvas, settings, first, (given) =>
      traceCurves(given, settings, onOutline, keptShare),
    );
    const whole = boxOf([...composed.subject, ...composed.plate]);
    const spare = {
      x: frame.widthMm - (whole.right - whole.left),
      y: frame.heightMm - (whole.top - whole.bottom),
    };
    const isClose =
      Math.min(spare.x / frame.widthMm, spare.y / frame.heightMm) > -CLOSE_ENOUGH &&
      (fit === 'contain' ? Math.min : Math.max)(spare.x / frame.widthMm, spare.y / frame.heightMm) <
        CLOSE_ENOUGH;
    if (isAlone || isClose || round + 1 === ROOM_ROUNDS) {
      if (first !== null) {
        composed = compose(canvas, settings, null, (given) => traceCurves(given, settings, onOutline, 1));
      }
      return finish(composed.subject, composed.plate, settings, frame);
    }
    if (settings.base !== null) first ??= { canvas, subject: composed.bare };
    canvas = makeRoom(canvas, spare, fit);
  }
}

/** @param keptShare how many of the points there are now there will be at the least */
function traceCurves(
  canvas: SubjectCanvas,
  { toleranceMm }: ExtrusionSettings,
  onOutline: OutlineListener,
  keptShare: number,
): Loops {
  const traced = traceOutline(canvas);
  onOutline(traced.length);
  return simplifyLoops(smoothLoops(traced), toleranceMm, (pointCount) => {
    onOutline(traced.length, Math.floor(keptShare * pointCount));
  });
}

/** The same canvas with a pitch that takes up, or gives away, what the whole is off. */
function makeRoom(
  canvas: SubjectCanvas,
  spare: { x: number; y: number },
  fit: 'contain' | 'stretch',
): SubjectCanvas {
  let scaleX = 1 + spare.x / (canvas.columns * canvas.pitchXMm);
  let scaleY = 1 + spare.y / (canvas.rows * canvas.pitchYMm);
  if (fit === 'contain') scaleX = scaleY = Math.min(scaleX, scaleY);
  if (!(Math.min(scaleX, scaleY) > 0.05)) {
    const message = 'leave no room for the subject: make them larger, or its base or ring smaller';
    throw invalidOptions([{ field: 'dimensions', message }], 'DIMENSIONS_TOO_SMALL');
  }
  return { ...canvas, pitchXMm: canvas.pitchXMm * scaleX, pitchYMm: canvas.pitchYMm * scaleY };
}

/**
 * The curves of subject and plate round a canvas.
 *
 * @param first curves of the same subject on a plate in another size, which will do to see how much room it needs
 * @returns the subject also without the way that it was moved by
 */
function compose(
  given: SubjectCanvas,
  settings: ExtrusionSettings,
  first: { canvas: SubjectCanvas; subject: Loops } | null,
  trace: (canvas: SubjectCanvas) => Loops,
): { subject: Loops; plate: Loops; bare: Loops } {
  const { base, ring } = settings;
  const bandPitchMm = ring === null ? Infinity : ring.widthMm / SAMPLES_ACROSS_BAND;
  if (base === null) {
    const canvas = refineCanvas(given, bandPitchMm);
    const { canvas: whole } = ring === null ? { canvas } : addRing(canvas, placeRing(canvas, ring, MOST_CUT));
    const subject = trace(whole);
    return { subject, plate: [], bare: subject };
  }
  const bare = first === null ? trace(given) : scaleCurves(first, given);
  const drawn = drawPlate(bare, base.shape, base.marginMm);
  let { canvas, leftMm, bottomMm } = drawn;
  if (ring !== null) {
    canvas = refineCanvas(canvas, bandPitchMm);
    const ringed = addRing(canvas, placeRing(canvas, ring, 0));
    ({ canvas } = ringed);
    leftMm += ringed.leftMm;
    bottomMm += ringed.bottomMm;
  }
  const subject = bare.map((loop) => loop.map((place, at) => place + (at % 2 === 0 ? leftMm : bottomMm)));
  return { subject, plate: simplifyLoops(smoothLoops(traceOutline(canvas)), settings.toleranceMm), bare };
}

function scaleCurves(from: { canvas: SubjectCanvas; subject: Loops }, to: SubjectCanvas): Loops {
  const scaleX = to.pitchXMm / from.canvas.pitchXMm;
  const scaleY = to.pitchYMm / from.canvas.pitchYMm;
  return from.subject.map((loop) => loop.map((place, at) => place * (at % 2 === 0 ? scaleX : scaleY)));
}

function finish(
  subject: Loops,
  plate: Loops,
  settings: ExtrusionSettings,
  frame: SubjectFrame,
): ExtrusionLayout {
  const { groups } = fitLoops([subject, plate], frame, settings.subject.fit);
  const [fittedSubject = [], fittedPlate = []] = groups.map(straightenLoops);
  if (plate.length === 0) return { subject: fittedSubject, plate: null };
  if (findConflicts([...fittedPlate, ...fittedSubject], CLEARANCE_MM / 2).count > 0) {
    const message = 'is too narrow for the subject to stand within the plate';
    throw invalidOptions([{ field: 'options.base_margin_mm', message }], 'DIMENSIONS_TOO_SMALL');
  }
  return { subject: fittedSubject, plate: fittedPlate };
}
