import { CLEARANCE_MM } from './outline.js';
import type { SubjectCanvas } from './subject-canvas.js';
import { SUBJECT_LEVEL } from './subject-field.js';

/** A curve as it was traced, and how far each of its points may be moved to smooth it, in millimetres. */
export interface TracedLoop {
  points: Float64Array;
  slackMm: Float64Array;
}

/** The grid is framed by its own outermost samples, laid on its edge, and by nothing beyond them. */
const FRAME = 2;

/** A step this high says that the outline passes between two samples, but not where. */
const BLIND_STEP = 0.98;

/** How far, in samples, a point may be off where the step is blind and where the field tells the place. */
const [BLIND_SLACK, SIGHTED_SLACK] = [0.5, 0.25];

/** Where two parts of the subject meet at a corner, points keep this far from the corner's middle. */
const SADDLE_REACH = 0.4;

/**
 * Follows the outline of a field between its samples (marching squares, the place on each crossed grid edge
 * by linear interpolation). Parts of the subject that meet at a corner stay apart, those of the background
 * hold together. What reaches the edge of the grid is closed along it.
 *
 * The curves are simple and disjoint, and keep the clearance wherever the pitch leaves room for it.
 */
export function traceOutline(canvas: SubjectCanvas): TracedLoop[] {
  const walk = prepareWalk(canvas);
  const { isInside } = walk;
  const isVisited = new Uint8Array(isInside.length);
  const trail: Trail = { points: new Float64Array(1024), slackMm: new Float64Array(512), count: 0 };
  const loops: TracedLoop[] = [];
  for (let node = 0; node + 1 < isInside.length; node++) {
    // Every curve goes up somewhere, with the subject to its left and the background to its right.
    if (isInside[node] === 0 || isInside[node + 1] === 1 || isVisited[node] === 1) continue;
    const loop = followLoop(walk, node, isVisited, trail);
    if (loop.points.length >= 6) loops.push(loop);
  }
  return loops;
}

interface Walk {
  canvas: SubjectCanvas;
  isInside: Uint8Array;
  /** Nodes in a row of the framed grid. */
  width: number;
  /** Place of each framed column and row in millimetres. */
  xs: Float64Array;
  ys: Float64Array;
  /** The least share of a grid edge that lies between a point and a sample. */
  margin: number;
  /** To the next node ahead, for going east, north, west and south. */
  ahead: readonly number[];
}

function prepareWalk(canvas: SubjectCanvas): Walk {
  const { columns, rows, field, pitchXMm, pitchYMm } = canvas;
  const width = columns + 2 * FRAME;
  const isInside = new Uint8Array(width * (rows + 2 * FRAME));
  for (let row = -1; row <= rows; row++) {
    const source = Math.min(rows - 1, Math.max(0, row)) * columns;
    const target = (row + FRAME) * width + FRAME;
    for (let column = 0; column < columns; column++) {
      if (field[source + column]! >= SUBJECT_LEVEL) isInside[target + column] = 1;
    }
    isInside[target - 1] = isInside[target]!;
    isInside[target + columns] = isInside[target + columns - 1]!;
  }
  const ys = placeNodes(rows, pitchYMm);
  const heightMm = rows * pitchYMm;
  return {
    canvas,
    isInside,
    width,
    xs: placeNodes(columns, pitchXMm),
    ys: ys.map((y) => heightMm - y),
    margin: Math.min(0.35, Math.max(0.02, (1.2 * CLEARANCE_MM) / Math.min(pitchXMm, pitchYMm))),
    ahead: [1, -width, -1, width],
  };
}

function placeNodes(count: number, pitchMm: number): Float64Array {
  return Float64Array.from(
    { length: count + 2 * FRAME },
    (_, node) => pitchMm * Math.min(count, Math.max(0, node - FRAME + 0.5)),
  );
}

/** The curve that is being followed, in arrays that grow and serve the next curve: there may be millions of them. */
interface Trail {
  points: Float64Array;
  slackMm: Float64Array;
  count: number;
}

function followLoop(walk: Walk, start: number, isVisited: Uint8Array, trail: Trail): TracedLoop {
  const { isInside, ahead } = walk;
  const NORTH = 1;
  trail.count = 0;
  let inside = start;
  let heading = NORTH;
  do {
    if (heading === NORTH) isVisited[inside] = 1;
    const forward = ahead[heading]!;
    const outside = inside + ahead[(heading + 3) & 3]!;
    addPoint(walk, inside, outside, forward, trail);
    if (isInside[inside + forward] === 0) {
      heading = (heading + 1) & 3;
    } else if (isInside[outside + forward] === 0) {
      inside += forward;
    } else {
      inside = outside + forward;
      heading = (heading + 3) & 3;
    }
  } while (inside !== start || heading !== NORTH);
  // The frame's corners and its edge fall together.
  const { points, slackMm } = trail;
  const last = 2 * trail.count - 2;
  if (last > 0 && points[0] === points[last] && points[1] === points[last + 1]) trail.count--;
  return { points: points.slice(0, 2 * trail.count), slackMm: slackMm.slice(0, trail.count) };
}

function addPoint(walk: Walk, inside: number, outside: number, forward: number, trail: Trail): void {
  const { canvas, isInside, width, xs, ys, margin } = walk;
  const row = Math.floor(inside / width);
  const column = inside - row * width;
  const outsideRow = Math.floor(outside / width);
  const outsideColumn = outside - outsideRow * width;
  const high = valueAt(canvas, column, row);
  const low = valueAt(canvas, outsideColumn, outsideRow);
  const isSaddle =
    (isInside[inside + forward] === 0 && isInside[outside + forward] === 1) ||
    (isInside[inside - forward] === 0 && isInside[outside - forward] === 1);
  const most = isSaddle ? SADDLE_REACH : 1 - margin;
  const share = Math.min(most, Math.max(margin, (high - SUBJECT_LEVEL) / (high - low)));
  const x = xs[column]! + share * (xs[outsideColumn]! - xs[column]!);
  const y = ys[row]! + share * (ys[outsideRow]! - ys[row]!);
  const { count } = trail;
  if (count > 0 && trail.points[2 * count - 2] === x && trail.points[2 * count - 1] === y) return;
  if (count === trail.slackMm.length) lengthen(trail);
  trail.points[2 * count] = x;
  trail.points[2 * count + 1] = y;
  const isOnEdge = isFrame(column, canvas.columns) || isFrame(row, canvas.rows);
  const slack = high - low > BLIND_STEP ? BLIND_SLACK : SIGHTED_SLACK;
  trail.slackMm[count] = isOnEdge ? 0 : slack * Math.min(canvas.pitchXMm, canvas.pitchYMm);
  trail.count++;
}

function lengthen(trail: Trail): void {
  const { points, slackMm } = trail;
  trail.points = new Float64Array(2 * points.length);
  trail.points.set(points);
  trail.slackMm = new Float64Array(2 * slackMm.length);
  trail.slackMm.set(slackMm);
}

function isFrame(node: number, count: number): boolean {
  return node < FRAME || node >= count + FRAME;
}

function valueAt({ field, columns, rows }: SubjectCanvas, column: number, row: number): number {
  if (column === 0 || row === 0 || column > columns + FRAME || row > rows + FRAME) return 0;
  const x = Math.min(columns - 1, Math.max(0, column - FRAME));
  const y = Math.min(rows - 1, Math.max(0, row - FRAME));
  return field[y * columns + x]!;
}
