import type { SubjectCanvas } from './subject-canvas.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** What is added to a large canvas is drawn coarser rather than in more samples than these along its longer side. */
const MOST_SAMPLES = 2048;

/**
 * Puts more samples on a canvas, by cubic B-splines, so that its pitch is at most the given one either way: what
 * is added to a coarse field, such as a ring, needs finer ones, and the subject's edge comes out round instead of
 * in steps.
 */
export function refineCanvas(canvas: SubjectCanvas, pitchMm: number): SubjectCanvas {
  const { columns, rows, pitchXMm, pitchYMm } = canvas;
  const longerMm = Math.max(columns * pitchXMm, rows * pitchYMm);
  const finestMm = Math.max(pitchMm, longerMm / MOST_SAMPLES);
  const across = Math.max(1, Math.ceil(pitchXMm / finestMm - 1e-9));
  const down = Math.max(1, Math.ceil(pitchYMm / finestMm - 1e-9));
  if (across === 1 && down === 1) return canvas;
  const round = spreadOut(canvas, across, down, weighCubic);
  const isLost = !round.some((share) => share >= SUBJECT_LEVEL);
  return {
    columns: columns * across,
    rows: rows * down,
    // Splines smooth away what is one sample wide.
    field: isLost ? spreadOut(canvas, across, down, weighLinear) : round,
    pitchXMm: pitchXMm / across,
    pitchYMm: pitchYMm / down,
  };
}

type Weigh = (t: number) => readonly [number, number, number, number];

const weighCubic: Weigh = (t) => [
  (1 - t) ** 3 / 6,
  (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
  (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6,
  t ** 3 / 6,
];

const weighLinear: Weigh = (t) => [0, 1 - t, t, 0];

function spreadOut(
  { columns, rows, field }: SubjectCanvas,
  across: number,
  down: number,
  weigh: Weigh,
): Float32Array {
  const wide = new Float32Array(columns * across * rows);
  spread(field, wide, rows, columns, columns, 1, across, weigh);
  const fine = new Float32Array(wide.length * down);
  spread(wide, fine, columns * across, rows, 1, columns * across, down, weigh);
  return fine;
}

/** Interpolates lines of `count` values `step` apart; line n starts at n · `lineStep`. Edges repeat outwards. */
function spread(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  count: number,
  lineStep: number,
  step: number,
  factor: number,
  weigh: Weigh,
): void {
  const isAcross = step === 1;
  for (let place = 0; place < count * factor; place++) {
    const at = (place + 0.5) / factor - 0.5;
    const first = Math.floor(at);
    const weights = weigh(at - first);
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      for (let tap = 0; tap < 4; tap++) {
        const index = Math.min(count - 1, Math.max(0, first - 1 + tap));
        sum += weights[tap]! * from[line * lineStep + index * step]!;
      }
      to[isAcross ? line * count * factor + place : place * lines + line] = sum;
    }
  }
}
