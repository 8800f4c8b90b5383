import { forEachRun, labelRegions } from './label-regions.js';
import type { SubjectCanvas } from './subject-canvas.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** Necks that are tried, as shares of the one asked for, before a subject counts as thin all over. */
const NECK_SHARES = [1, 0.5, 0.25];

/**
 * The largest part of a subject that hangs together by necks no narrower than about `neckMm`, without what is
 * itself narrower: opening by a square (Serra, 1982). The subject as it is where all of it is thin.
 */
export function findFirmPart(canvas: SubjectCanvas, neckMm: number): SubjectCanvas {
  for (const share of NECK_SHARES) {
    const across = Math.floor((share * neckMm) / canvas.pitchXMm / 2);
    const down = Math.floor((share * neckMm) / canvas.pitchYMm / 2);
    const field = canvas.field.map((value) => (value >= SUBJECT_LEVEL ? 1 : 0));
    keepWhereAll(field, canvas, across, down);
    if (keepLargest(field, canvas) === 0) continue;
    invert(field);
    keepWhereAll(field, canvas, across, down);
    invert(field);
    return { ...canvas, field };
  }
  return canvas;
}

/** Takes away all parts but the largest; says how many samples that has. */
function keepLargest(field: Float32Array, canvas: SubjectCanvas): number {
  const map = labelRegions(field, canvas);
  const most = map.regions.reduce(
    (highest, { isSubject, sampleCount }) => (isSubject ? Math.max(highest, sampleCount) : highest),
    0,
  );
  const largest = map.regions.findIndex(({ isSubject, sampleCount }) => isSubject && sampleCount === most);
  const isOther = Uint8Array.from(map.regions, (_, region) => (region === largest ? 0 : 1));
  forEachRun(map, isOther, (start, end) => field.fill(0, start, end));
  return most;
}

/** Keeps a 1 only where all samples within reach are 1. What lies beyond the canvas says nothing. */
function keepWhereAll(field: Float32Array, canvas: SubjectCanvas, across: number, down: number): void {
  const { columns, rows } = canvas;
  for (let row = 0; row < rows; row++) keepAlong(field, row * columns, 1, columns, across);
  for (let column = 0; column < columns; column++) keepAlong(field, column, columns, rows, down);
}

function keepAlong(field: Float32Array, start: number, step: number, count: number, reach: number): void {
  if (reach === 0) return;
  // The last 0 so far; what follows within reach of it goes, and so does what comes before it.
  let lastZero = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at++) {
    const place = start + at * step;
    if (field[place] === 0) {
      for (let before = Math.max(lastZero + 1, at - reach, 0); before < at; before++)
        field[start + before * step] = 0;
      lastZero = at;
    } else if (at - lastZero <= reach) field[place] = 0.25;
  }
  for (let at = 0; at < count; at++) if (field[start + at * step] === 0.25) field[start + at * step] = 0;
}

function invert(field: Float32Array): void {
  for (let sample = 0; sample < field.length; sample++) field[sample] = 1 - field[sample]!;
}
