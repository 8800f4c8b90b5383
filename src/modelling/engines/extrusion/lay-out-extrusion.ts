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

/** Rounds of making room for a ring whose place depends on the subject's size. */
const ROOM_ROUNDS = 6;

/** Room is made until the whole is this near to the asked size; the rest is scaling. */
const CLOSE_ENOUGH = 0.002;

/** Samples across a ring's band. */
const SAMPLES_ACROSS_BAND = 4;

/** Share of a ring's hole that may cut into the subject; never into a plate, which the subject stands on. */
const MOST_CUT = 0.35;

/**
 * Turns the placed subject into curves that fill the asked width and height together with plate and ring.
 *
 * @throws ModellingError `DIMENSIONS_TOO_SMALL` when plate and ring leave the subject no room
 */
export function layOutExtrusion(
  placed: PlacedSubject,
  settings: ExtrusionSettings,
  frame: SubjectFrame,
): ExtrusionLayout {
  let { canvas } = placed;
  const { fit } = settings.subject;
  for (let round = 0; ; round++) {
    const { subject, plate } = compose(canvas, settings);
    const isLast = round + 1 === ROOM_ROUNDS || (settings.ring === null && settings.base === null);
    const whole = boxOf([...subject, ...plate]);
    const spare = {
      x: frame.widthMm - (whole.right - whole.left),
      y: frame.heightMm - (whole.top - whole.bottom),
    };
    const isClose =
      Math.min(spare.x / frame.widthMm, spare.y / frame.heightMm) > -CLOSE_ENOUGH &&
      (fit === 'contain' ? Math.min : Math.max)(spare.x / frame.widthMm, spare.y / frame.heightMm) <
        CLOSE_ENOUGH;
    if (isLast || isClose) return finish(subject, plate, settings, frame);
    canvas = makeRoom(canvas, spare, fit);
  }
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

function compose(given: SubjectCanvas, settings: ExtrusionSettings): { subject: Loops; plate: Loops } {
  const { base, ring } = settings;
  const bandPitchMm = ring === null ? Infinity : ring.widthMm / SAMPLES_ACROSS_BAND;
  if (base === null) {
    const canvas = refineCanvas(given, bandPitchMm);
    if (ring === null) return { subject: curvesOf(canvas, settings), plate: [] };
    const ringed = addRing(canvas, placeRing(canvas, ring, MOST_CUT));
    return { subject: curvesOf(ringed.canvas, settings), plate: [] };
  }
  const subject = curvesOf(given, settings);
  const drawn = drawPlate(subject, base.shape, base.marginMm);
  let { canvas, leftMm, bottomMm } = drawn;
  if (ring !== null) {
    canvas = refineCanvas(canvas, bandPitchMm);
    const ringed = addRing(canvas, placeRing(canvas, ring, 0));
    ({ canvas } = ringed);
    leftMm += ringed.leftMm;
    bottomMm += ringed.bottomMm;
  }
  const moved = subject.map((loop) => loop.map((place, at) => place + (at % 2 === 0 ? leftMm : bottomMm)));
  return { subject: moved, plate: curvesOf(canvas, settings) };
}

function curvesOf(canvas: SubjectCanvas, settings: ExtrusionSettings): Loops {
  return simplifyLoops(smoothLoops(traceOutline(canvas)), settings.toleranceMm);
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
