import earcut, { refine } from 'earcut';

import type { Loops } from './outline.js';
import { nestLoops } from './nest-loops.js';

/**
 * Fills simple, disjoint curves with triangles, counter-clockwise, over their points in one numbering (all
 * loops in a row). Every edge of every curve is an edge of exactly one triangle: ear cutting drops points that
 * lie on the line between their neighbours, and those are put back by splitting the triangle there.
 *
 * @param isRefined whether slivers are flipped away, as far as that goes without new points
 * @throws Error when the curves could not be filled, which simple and disjoint ones can
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
  const triangles: number[] = [];
  for (const { outer, holes } of nestLoops(loops)) {
    const rings = [outer, ...holes];
    for (const corner of fillPart(loops, rings, isRefined)) {
      let [ring, local] = [0, corner];
      while (local >= loops[rings[ring]!]!.length / 2) local -= loops[rings[ring++]!]!.length / 2;
      triangles.push(starts[rings[ring]!]! + local);
    }
  }
  orient(triangles, x, y);
  restoreDropped(triangles, next);
  return Uint32Array.from(triangles);
}

/** Triangles over the points of the rings in a row. */
function fillPart(loops: Loops, rings: number[], isRefined: boolean): number[] {
  const length = rings.reduce((sum, ring) => sum + loops[ring]!.length, 0);
  const points = new Float64Array(length);
  const holeStarts: number[] = [];
  let next = 0;
  for (const [index, ring] of rings.entries()) {
    if (index > 0) holeStarts.push(next / 2);
    points.set(loops[ring]!, next);
    next += loops[ring]!.length;
  }
  const triangles = earcut(points, holeStarts);
  if (isRefined) refine(triangles, points);
  return triangles;
}

function orient(triangles: number[], x: Float64Array, y: Float64Array): void {
  for (let corner = 0; corner < triangles.length; corner += 3) {
    const [a, b, c] = [triangles[corner]!, triangles[corner + 1]!, triangles[corner + 2]!];
    const area = (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
    if (area < 0) [triangles[corner + 1], triangles[corner + 2]] = [c, b];
  }
}

/** Splits triangles at points that were dropped from the edge they lie on, and sees that every edge is used. */
function restoreDropped(triangles: number[], next: Uint32Array): void {
  const isUsed = new Uint8Array(next.length);
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner]!;
    if (next[from] === triangles[following(corner)]) isUsed[from]!++;
  }
  const isTouched = new Uint8Array(next.length);
  for (const corner of triangles) isTouched[corner] = 1;
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner]!;
    const first = next[from]!;
    if (isUsed[from] !== 0 || isTouched[first] === 1) continue;
    const to = triangles[following(corner)]!;
    const dropped: number[] = [];
    for (let point = first; isTouched[point] === 0; point = next[point]!) dropped.push(point);
    if (next[dropped.at(-1)!] !== to) continue;
    const apex = triangles[following(following(corner))]!;
    triangles[following(corner)] = first;
    for (const [index, point] of dropped.entries()) {
      triangles.push(point, dropped[index + 1] ?? to, apex);
    }
    for (const point of [from, ...dropped]) isUsed[point] = 1;
  }
  if (isUsed.some((uses) => uses !== 1)) throw new Error('the outline could not be filled with triangles');
}

function following(corner: number): number {
  return corner % 3 === 2 ? corner - 2 : corner + 1;
}
