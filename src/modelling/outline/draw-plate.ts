import { forEachRun, labelRegions } from './label-regions.js';
import { measureToEdges } from './measure-to-edges.js';
import { boxOf, type Loops } from './outline.js';
import type { SubjectCanvas } from './subject-canvas.js';
import { SUBJECT_LEVEL } from './subject-field.js';

export type PlateShape = 'rectangle' | 'rounded' | 'outline';

/** Samples along the longer side of a plate, and at most so many where its margin is narrow. */
const PLATE_SAMPLES = 400;
const MOST_SAMPLES = 2048;

/**
 * Draws the plate under a subject as a field of distances: a rectangle with the margin around the subject's
 * box, the same with corners rounded by the margin, or everything within the margin of the subject, without
 * holes.
 *
 * @returns the canvas, and where the origin of the curves lies on it
 */
export function drawPlate(
  loops: Loops,
  shape: PlateShape,
  marginMm: number,
): { canvas: SubjectCanvas; leftMm: number; bottomMm: number } {
  const box = boxOf(loops);
  const width = box.right - box.left + 2 * marginMm;
  const height = box.top - box.bottom + 2 * marginMm;
  const longer = Math.max(width, height);
  const pitchMm = Math.max(Math.min(longer / PLATE_SAMPLES, marginMm / 3), longer / MOST_SAMPLES);
  const columns = Math.ceil(width / pitchMm) + 4;
  const rows = Math.ceil(height / pitchMm) + 4;
  const field = new Float32Array(columns * rows);
  const canvas = { columns, rows, field, pitchXMm: pitchMm, pitchYMm: pitchMm };
  const leftMm = (columns * pitchMm - width) / 2 + marginMm - box.left;
  const bottomMm = (rows * pitchMm - height) / 2 + marginMm - box.bottom;
  if (shape === 'outline') {
    measureAround(canvas, loops, marginMm, leftMm, bottomMm);
  } else {
    const radius = shape === 'rounded' ? marginMm : 0;
    drawRectangle(canvas, width / 2 - radius, height / 2 - radius, radius);
  }
  return { canvas, leftMm, bottomMm };
}

function drawRectangle(canvas: SubjectCanvas, halfWidth: number, halfHeight: number, radius: number): void {
  const { columns, rows, field, pitchXMm: pitchMm } = canvas;
  for (let row = 0, sample = 0; row < rows; row++) {
    const dy = Math.abs(row + 0.5 - rows / 2) * pitchMm - halfHeight;
    for (let column = 0; column < columns; column++, sample++) {
      const dx = Math.abs(column + 0.5 - columns / 2) * pitchMm - halfWidth;
      const beside = Math.max(0, dx);
      const beyond = Math.max(0, dy);
      const outside = Math.sqrt(beside * beside + beyond * beyond) + Math.min(0, Math.max(dx, dy));
      field[sample] = SUBJECT_LEVEL + (radius - outside) / pitchMm;
    }
  }
}

/** Distances that reach no further than so many samples are all measured; of longer ones those next to an edge. */
const FEW_SAMPLES = 5.5;
const NEXT_SAMPLES = 1.5;

/** Sets the field by the distance from the curves' edges, and fills whatever that encloses. */
function measureAround(
  canvas: SubjectCanvas,
  loops: Loops,
  marginMm: number,
  leftMm: number,
  bottomMm: number,
): void {
  const { field, pitchXMm: pitchMm } = canvas;
  const reachMm = marginMm + 2 * pitchMm;
  const moved = loops.map((loop) => loop.map((place, at) => place + (at % 2 === 0 ? leftMm : bottomMm)));
  const nearMm = reachMm <= FEW_SAMPLES * pitchMm ? reachMm : NEXT_SAMPLES * pitchMm;
  const squares = measureToEdges(canvas, moved, reachMm, nearMm);
  for (let sample = 0; sample < field.length; sample++) {
    field[sample] = SUBJECT_LEVEL + (marginMm - Math.sqrt(squares[sample]!)) / pitchMm;
  }
  const map = labelRegions(field, canvas);
  const isEnclosed = Uint8Array.from(map.regions, (region) => (region.isSubject || region.isOpen ? 0 : 1));
  forEachRun(map, isEnclosed, (start, end) => field.fill(1, start, end));
}
