import earcut, { refine } from 'earcut';

import { ModellingError } from '../modelling.errors.js';
import type { Loops } from './outline.js';
import { nestLoops } from './nest-loops.js';

/**
 * Fills simple, disjoint curves with triangles, counter-clockwise, over their points in one numbering (all
 * loops in a row). Every edge of every curve is an edge of exactly one triangle: ear cutting drops points that
 * lie on the line between their neighbours, and those are put back by splitting the triangle there.
 *
 * @param isRefined whether slivers are flipped away, as far as that goes without new points
 * @throws ModellingError `MESH_NOT_PRINTABLE` when the curves could not be filled: simple and disjoint ones can, but
 *   in noise some points come so close that rounding decides
 */
export function triangulateLoops(loops: Loops, isRefined = false): Uint32Array {
  const starts: number[] = [];
  let count = 0;
  for (const loop of loops) {
    starts.push(count);
    count += loop.length / 2;
  }
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const next = new Uint32Array(count);
  for (const [number, loop] of loops.entries()) {
    const start = starts[number]!;
    const length = loop.length / 2;
    for (let point = 0; point < length; point++) {
      x[start + point] = loop[2 * point]!;
      y[start + point] = loop[2 * point + 1]!;
      next[start + point] = start + (point + 1 === length ? 0 : point + 1);
    }
  }
  const plane: Plane = { x, y, next, marks: new Uint8Array(count) };
  const parts = nestLoops(loops).map(({ outer, holes }) => [outer, ...holes]);
  return Uint32Array.from(parts.flatMap((rings) => fillSoundly(loops, rings, starts, plane, isRefined)));
}

/** The most that points are moved by, in millimetres, one try after the other. */
const TRIFLES = [0, 1e-6, 3e-6, 1e-5, 3e-5, 1e-4];

/** All points, and for each the number of the next one on its curve. */
interface Plane {
  x: Float64Array;
  y: Float64Array;
  next: Uint32Array;
  /** Room for one mark to a point, of no meaning between calls: one for all parts, of which there may be many. */
  marks: Uint8Array;
}

/**
 * Where points lie on a line, ear cutting may lose more than can be put back. Further tries move every point
 * by a trifle, each differently, and flip away the slivers that this makes.
 */
function fillSoundly(
  loops: Loops,
  rings: number[],
  starts: number[],
  plane: Plane,
  isRefined: boolean,
): number[] {
  const points = numberPoints(loops, rings, starts);
  for (const trifle of TRIFLES) {
    const filled = fillPart(loops, rings, isRefined || trifle > 0, trifle);
    const triangles = filled.map((corner) => points[corner]!);
    const isPlain = orient(triangles, plane);
    restoreDropped(triangles, points, plane);
    if (isPlain && isFilled(triangles, points, rings.length, plane)) return triangles;
  }
  throw new ModellingError(
    'MESH_NOT_PRINTABLE',
    'The outline is too ragged to be filled. A larger min_feature_mm leaves less of it.',
  );
}

/** The number of each point of the rings in a row. */
function numberPoints(loops: Loops, rings: number[], starts: number[]): Uint32Array {
  const points = new Uint32Array(rings.reduce((sum, ring) => sum + loops[ring]!.length / 2, 0));
  let next = 0;
  for (const ring of rings) {
    const start = starts[ring]!;
    for (let point = 0; point < loops[ring]!.length / 2; point++) points[next++] = start + point;
  }
  return points;
}

/** Triangles over the points of the rings in a row. */
function fillPart(loops: Loops, rings: number[], isRefined: boolean, trifle: number): number[] {
  const length = rings.reduce((sum, ring) => sum + loops[ring]!.length, 0);
  const points = new Float64Array(length);
  const holeStarts: number[] = [];
  let next = 0;
  for (const [index, ring] of rings.entries()) {
    if (index > 0) holeStarts.push(next / 2);
    points.set(loops[ring]!, next);
    next += loops[ring]!.length;
  }
  if (trifle > 0) {
    for (let at = 0; at < length; at++) points[at]! += trifle * (Math.imul(at + 1, 0x9e3779b1) / 2 ** 31);
  }
  const triangles = earcut(points, holeStarts);
  if (isRefined) refine(triangles, points);
  return triangles;
}

/** Turns all triangles counter-clockwise; says whether each has an area. */
function orient(triangles: number[], { x, y }: Plane): boolean {
  let isPlain = true;
  for (let corner = 0; corner < triangles.length; corner += 3) {
    const [a, b, c] = [triangles[corner]!, triangles[corner + 1]!, triangles[corner + 2]!];
    const area = (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
    if (area < 0) [triangles[corner + 1], triangles[corner + 2]] = [c, b];
    if (area === 0) isPlain = false;
  }
  return isPlain;
}

/** Splits triangles at points that were dropped from the edge they lie on. */
function restoreDropped(
  triangles: number[],
  points: Uint32Array,
  { x, y, next, marks: isUsed }: Plane,
): void {
  for (let index = 0; index < points.length; index++) isUsed[points[index]!] = 0;
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner]!;
    if (next[from] === triangles[following(corner)]) isUsed[from] = 1;
  }
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner]!;
    const to = triangles[following(corner)]!;
    if (isUsed[from] === 1) continue;
    const dropped: number[] = [];
    let point = next[from]!;
    const isOnTheWay = (at: number): boolean =>
      (x[at]! - x[from]!) * (y[to]! - y[from]!) === (y[at]! - y[from]!) * (x[to]! - x[from]!);
    for (; point !== to && point !== from && isOnTheWay(point); point = next[point]!) dropped.push(point);
    if (point !== to || dropped.length === 0) continue;
    const apex = triangles[following(following(corner))]!;
    triangles[following(corner)] = dropped[0]!;
    for (const [index, middle] of dropped.entries()) triangles.push(middle, dropped[index + 1] ?? to, apex);
    for (const start of [from, ...dropped]) isUsed[start] = 1;
  }
}

/** Whether the triangles have every edge of the rings once, and meet each other in all their other edges. */
function isFilled(
  triangles: number[],
  points: Uint32Array,
  ringCount: number,
  { next, marks: uses }: Plane,
): boolean {
  for (let index = 0; index < points.length; index++) uses[points[index]!] = 0;
  let inner = 0;
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner]!;
    if (next[from] === triangles[following(corner)]) uses[from]!++;
    else inner++;
  }
  for (let index = 0; index < points.length; index++) if (uses[points[index]!] !== 1) return false;
  // Euler: what fills a region with holes without further points.
  return inner % 2 === 0 && triangles.length / 3 === points.length + 2 * (ringCount - 1) - 2;
}

function following(corner: number): number {
  return corner % 3 === 2 ? corner - 2 : corner + 1;
}
