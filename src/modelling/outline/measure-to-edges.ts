import { followEdge } from './follow-edge.js';
import { pointCountOf, type Loops } from './outline.js';
import type { SubjectCanvas } from './subject-canvas.js';

/** The ends of all edges, and for each sample the number of the nearest one, -1 for none, and its distance squared. */
interface Nearest {
  edges: Float64Array;
  edgeOf: Int32Array;
  squares: Float32Array;
}

/**
 * The square of each sample's distance from the nearest edge of any curve, in mm², at most `reachMm` squared. Up to
 * `nearMm` it is exact. Further off samples hear of edges from their neighbours (Danielsson, _Euclidean distance
 * mapping_, Computer Graphics and Image Processing 14, 1980), so that the time does not grow with the reach; what
 * they hear of is the nearest edge, or one that is further off by a small part of the pitch.
 *
 * @param canvas its own field does not matter
 */
export function measureToEdges(
  canvas: SubjectCanvas,
  loops: Loops,
  reachMm: number,
  nearMm: number,
): Float32Array {
  const { columns, rows } = canvas;
  const nearest: Nearest = {
    edges: listEdges(loops),
    edgeOf: new Int32Array(columns * rows).fill(-1),
    squares: new Float32Array(columns * rows).fill(reachMm * reachMm),
  };
  measureNear(canvas, nearest, Math.min(nearMm, reachMm));
  if (reachMm > nearMm) {
    for (let row = 0; row < rows; row++) hearAlong(canvas, nearest, row, -1);
    for (let row = rows - 1; row >= 0; row--) hearAlong(canvas, nearest, row, 1);
  }
  return nearest.squares;
}

function listEdges(loops: Loops): Float64Array {
  const edges = new Float64Array(4 * pointCountOf(loops));
  let next = 0;
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      const to = at + 2 === loop.length ? 0 : at + 2;
      edges[next++] = loop[at]!;
      edges[next++] = loop[at + 1]!;
      edges[next++] = loop[to]!;
      edges[next++] = loop[to + 1]!;
    }
  }
  return edges;
}

function measureNear(canvas: SubjectCanvas, nearest: Nearest, nearMm: number): void {
  const { columns, rows, pitchXMm: pitchMm } = canvas;
  const { edges } = nearest;
  let edge = 0;
  const visit = (line: number, first: number, last: number): void => {
    if (line >= rows) return;
    for (let column = first; column <= Math.min(columns - 1, last); column++) {
      tell(canvas, nearest, rows - 1 - line, column, edge);
    }
  };
  for (; 4 * edge < edges.length; edge++) {
    const at = 4 * edge;
    followEdge(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!, nearMm, pitchMm, visit);
  }
}

/** Tells the samples of a row of what the row before, `step` rows away, and its own samples to both sides know. */
function hearAlong(canvas: SubjectCanvas, nearest: Nearest, row: number, step: 1 | -1): void {
  const { columns, rows } = canvas;
  const { edgeOf } = nearest;
  const hasBefore = row + step >= 0 && row + step < rows;
  const own = row * columns;
  const before = own + step * columns;
  const hear = (column: number, from: number): void => {
    const edge = edgeOf[from]!;
    if (edge >= 0 && edge !== edgeOf[own + column]!) tell(canvas, nearest, row, column, edge);
  };
  for (let column = 0; column < columns; column++) {
    if (hasBefore) {
      for (let beside = Math.max(0, column - 1); beside <= Math.min(columns - 1, column + 1); beside++)
        hear(column, before + beside);
    }
    if (column > 0) hear(column, own + column - 1);
  }
  for (let column = columns - 2; column >= 0; column--) hear(column, own + column + 1);
}

function tell(
  { columns, rows, pitchXMm: pitchMm }: SubjectCanvas,
  { edges, edgeOf, squares }: Nearest,
  row: number,
  column: number,
  edge: number,
): void {
  const [ax, ay] = [edges[4 * edge]!, edges[4 * edge + 1]!];
  const [dx, dy] = [edges[4 * edge + 2]! - ax, edges[4 * edge + 3]! - ay];
  const px = (column + 0.5) * pitchMm - ax;
  const py = (rows - row - 0.5) * pitchMm - ay;
  const share = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
  const [ex, ey] = [px - share * dx, py - share * dy];
  const square = ex * ex + ey * ey;
  const sample = row * columns + column;
  if (square >= squares[sample]!) return;
  squares[sample] = square;
  edgeOf[sample] = edge;
}
