import { vertexCountOf, type Mesh } from './mesh.js';

/** Part of a surface's boundary; `vertices` run counter-clockwise seen from above, both ends included. */
export interface RimSide {
  vertices: number[];
  /** Whether all of it lies on one side of the outer rectangle. */
  isStraight: boolean;
}

/** The rectangle round a surface, its lower corner at (left, low). */
export interface Rectangle {
  left: number;
  low: number;
  right: number;
  high: number;
}

/**
 * Follows the one boundary of a surface without holes and parts it where it turns from one side of the
 * rectangle to another, or leaves it.
 *
 * @param cutVertices vertices that may lie on the boundary without lying on the rectangle
 */
export function traceRim(surface: Mesh, outer: Rectangle, cutVertices: Iterable<number> = []): RimSide[] {
  const isCandidate = markCandidates(surface, outer, cutVertices);
  const following = findRimEdges(surface.indices, isCandidate);
  const sideOf = (from: number, to: number): number => findCommonSide(surface.positions, outer, from, to);
  const order = [...following.keys()];
  // Begin where a side begins, so that none is met in two pieces.
  let start = order[0]!;
  for (const vertex of order) {
    const next = following.get(vertex)!;
    if (sideOf(vertex, next) === NO_SIDE || sideOf(vertex, next) === sideOf(next, following.get(next)!))
      continue;
    start = next;
    break;
  }
  const sides: RimSide[] = [];
  let present = NO_SIDE;
  let from = start;
  do {
    const to = following.get(from)!;
    const side = sideOf(from, to);
    if (sides.length === 0 || side !== present)
      sides.push({ vertices: [from], isStraight: side !== NO_SIDE });
    sides.at(-1)!.vertices.push(to);
    present = side;
    from = to;
  } while (from !== start);
  return sides;
}

const NO_SIDE = -1;

function markCandidates(surface: Mesh, outer: Rectangle, cutVertices: Iterable<number>): Uint8Array {
  const { positions } = surface;
  const isCandidate = new Uint8Array(vertexCountOf(surface));
  for (let vertex = 0, start = 0; vertex < isCandidate.length; vertex++, start += 3) {
    const x = positions[start]!;
    const y = positions[start + 1]!;
    if (x === outer.left || x === outer.right || y === outer.low || y === outer.high) isCandidate[vertex] = 1;
  }
  for (const vertex of cutVertices) isCandidate[vertex] = 1;
  return isCandidate;
}

/** From each vertex of the boundary to the next: directed edges without a partner the other way. */
function findRimEdges(indices: Uint32Array, isCandidate: Uint8Array): Map<number, number> {
  const edges = new Map<number, Set<number>>();
  const meet = (from: number, to: number): void => {
    if (edges.get(to)?.delete(from) === true) return;
    const ends = edges.get(from);
    if (ends === undefined) edges.set(from, new Set([to]));
    else ends.add(to);
  };
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = indices[corner]!;
    const b = indices[corner + 1]!;
    const c = indices[corner + 2]!;
    if (isCandidate[a]! + isCandidate[b]! + isCandidate[c]! < 2) continue;
    if (isCandidate[a]! + isCandidate[b]! === 2) meet(a, b);
    if (isCandidate[b]! + isCandidate[c]! === 2) meet(b, c);
    if (isCandidate[c]! + isCandidate[a]! === 2) meet(c, a);
  }
  const following = new Map<number, number>();
  for (const [from, ends] of edges) for (const to of ends) following.set(from, to);
  return following;
}

/** Which side of the rectangle both vertices lie on. */
function findCommonSide(positions: Float32Array, outer: Rectangle, from: number, to: number): number {
  const isBoth = (axis: number, place: number): boolean =>
    positions[3 * from + axis] === place && positions[3 * to + axis] === place;
  if (isBoth(1, outer.low)) return 0;
  if (isBoth(0, outer.right)) return 1;
  if (isBoth(1, outer.high)) return 2;
  return isBoth(0, outer.left) ? 3 : NO_SIDE;
}
