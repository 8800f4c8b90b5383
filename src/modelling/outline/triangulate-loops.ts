import { refine } from 'earcut';

import { ModellingError } from '../modelling.errors.js';
import { partCountOf, pointCountOf, type Loops } from './outline.js';
import { sweepLoops } from './sweep-loops.js';

/**
 * Fills simple, disjoint curves with triangles, counter-clockwise, over their points in one numbering (all
 * loops in a row). Every edge of every curve is an edge of exactly one triangle, and every triangle has an area.
 *
 * @param isRefined whether slivers are flipped away, as far as that goes without new points
 * @throws ModellingError `MESH_NOT_PRINTABLE` when the curves could not be filled: simple and disjoint ones can, but
 *   in noise some points come so close that rounding decides
 */
export function triangulateLoops(loops: Loops, isRefined = false): Uint32Array {
  const swept = sweepLoops(loops, countTriangles(loops));
  if (swept !== null && !isRefined && hasAreas(loops, swept)) return swept;
  // Flipping also gives an area to triangles whose points lie on a line.
  const refined = swept === null ? null : flipSlivers(loops, swept);
  if (refined === null || !hasAreas(loops, refined)) {
    throw new ModellingError(
      'MESH_NOT_PRINTABLE',
      'The outline is too ragged to be filled. A larger min_feature_mm leaves less of it.',
    );
  }
  return refined;
}

/** Euler: what fills regions with holes without further points. */
export function countTriangles(loops: Loops): number {
  return pointCountOf(loops) + 2 * loops.length - 4 * partCountOf(loops);
}

function flipSlivers(loops: Loops, triangles: Uint32Array): Uint32Array {
  const places = new Float64Array(2 * pointCountOf(loops));
  let next = 0;
  for (const loop of loops) {
    places.set(loop, next);
    next += loop.length;
  }
  const flipped = Array.from(triangles);
  refine(flipped, places);
  return Uint32Array.from(flipped);
}

function hasAreas(loops: Loops, triangles: Uint32Array): boolean {
  const count = pointCountOf(loops);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  let next = 0;
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2, next++) {
      x[next] = loop[at]!;
      y[next] = loop[at + 1]!;
    }
  }
  for (let corner = 0; corner < triangles.length; corner += 3) {
    const [a, b, c] = [triangles[corner]!, triangles[corner + 1]!, triangles[corner + 2]!];
    if (!((x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!) > 0)) return false;
  }
  return true;
}
