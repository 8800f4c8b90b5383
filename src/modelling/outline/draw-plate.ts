import { followEdge } from './follow-edge.js';
import { forEachRun, labelRegions } from './label-regions.js';
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

/** Sets the field by the distance from the curves' edges, and fills whatever that encloses. */
function measureAround(
  canvas: SubjectCanvas,
  loops: Loops,
  marginMm: number,
  leftMm: number,
  bottomMm: number,
): void {
  const { columns, rows, field, pitchXMm: pitchMm } = canvas;
  const reach = marginMm + 2 * pitchMm;
  const squares = new Float32Array(field.length).fill(reach * reach);
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      const to = at + 2 === loop.length ? 0 : at + 2;
      const [ax, ay] = [loop[at]! + leftMm, loop[at + 1]! + bottomMm];
      const [dx, dy] = [loop[to]! + leftMm - ax, loop[to + 1]! + bottomMm - ay];
      const perLength = 1 / (dx * dx + dy * dy);
      followEdge(ax, ay, ax + dx, ay + dy, reach, pitchMm, (line, firstColumn, lastColumn) => {
        if (line >= rows) return;
        const py = (line + 0.5) * pitchMm - ay;
        const start = (rows - 1 - line) * columns;
        for (let column = firstColumn; column <= Math.min(columns - 1, lastColumn); column++) {
          const px = (column + 0.5) * pitchMm - ax;
          const share = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength));
          const square = (px - share * dx) ** 2 + (py - share * dy) ** 2;
          if (square < squares[start + column]!) squares[start + column] = square;
        }
      });
    }
  }
  for (let sample = 0; sample < field.length; sample++) {
    field[sample] = SUBJECT_LEVEL + (marginMm - Math.sqrt(squares[sample]!)) / pitchMm;
  }
  const map = labelRegions(field, canvas);
  const isEnclosed = Uint8Array.from(map.regions, (region) => (region.isSubject || region.isOpen ? 0 : 1));
  forEachRun(map, isEnclosed, (start, end) => field.fill(1, start, end));
}
