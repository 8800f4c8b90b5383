import type { SubjectCanvas } from './subject-canvas.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/**
 * Puts more samples on a canvas, by cubic B-splines, so that its pitch is at most the given one: what is added
 * to a coarse field, such as a ring, needs finer ones, and the subject's edge comes out round instead of in steps.
 */
export function refineCanvas(canvas: SubjectCanvas, pitchMm: number): SubjectCanvas {
  const factor = Math.ceil(Math.max(canvas.pitchXMm, canvas.pitchYMm) / pitchMm - 1e-9);
  if (factor <= 1) return canvas;
  const { columns, rows, pitchXMm, pitchYMm } = canvas;
  const round = spreadOut(canvas, factor, weighCubic);
  const isLost = !round.some((share) => share >= SUBJECT_LEVEL);
  return {
    columns: columns * factor,
    rows: rows * factor,
    // Splines smooth away what is one sample wide.
    field: isLost ? spreadOut(canvas, factor, weighLinear) : round,
    pitchXMm: pitchXMm / factor,
    pitchYMm: pitchYMm / factor,
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

function spreadOut({ columns, rows, field }: SubjectCanvas, factor: number, weigh: Weigh): Float32Array {
  const wide = new Float32Array(columns * factor * rows);
  spread(field, wide, rows, columns, columns, 1, factor, weigh);
  const fine = new Float32Array(wide.length * factor);
  spread(wide, fine, columns * factor, rows, 1, columns * factor, factor, weigh);
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
