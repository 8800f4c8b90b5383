import { SPAN } from '../span.js';

/** No triangle lies across. */
export const NO_TWIN = -1;

/** The half-edge that follows in the same triangle; half-edge `e` runs from `indices[e]` to that one's vertex. */
export function nextEdge(edge: number): number {
  return edge % 3 === 2 ? edge - 2 : edge + 1;
}

/** The half-edge that precedes in the same triangle. */
export function previousEdge(edge: number): number {
  return edge % 3 === 0 ? edge + 2 : edge - 1;
}

/**
 * For each half-edge the one that runs the other way, or `NO_TWIN` on the boundary. Half-edges are put in
 * order of their lower vertex by counting; the few at one vertex are compared with each other.
 */
export function linkTwins(indices: Uint32Array, vertexCount: number): Int32Array {
  const starts = new Uint32Array(vertexCount + 2);
  for (let edge = 0; edge < indices.length; edge += SPAN) {
    countByLowerEnd(indices, edge, Math.min(indices.length, edge + SPAN), starts);
  }
  for (let vertex = 2; vertex < starts.length; vertex++) starts[vertex]! += starts[vertex - 1]!;
  const ordered = new Uint32Array(indices.length);
  for (let edge = 0; edge < indices.length; edge += SPAN) {
    orderByLowerEnd(indices, edge, Math.min(indices.length, edge + SPAN), starts, ordered);
  }
  const twins = new Int32Array(indices.length).fill(NO_TWIN);
  for (let vertex = 0; vertex < vertexCount; vertex += SPAN) {
    matchEdges(indices, starts, ordered, vertex, Math.min(vertexCount, vertex + SPAN), twins);
  }
  return twins;
}

function countByLowerEnd(indices: Uint32Array, start: number, end: number, counts: Uint32Array): void {
  for (let edge = start; edge < end; edge++) counts[lowerEnd(indices, edge) + 2]!++;
}

function orderByLowerEnd(
  indices: Uint32Array,
  start: number,
  end: number,
  starts: Uint32Array,
  ordered: Uint32Array,
): void {
  for (let edge = start; edge < end; edge++) ordered[starts[lowerEnd(indices, edge) + 1]!++] = edge;
}

/** Finds the twins among the half-edges at each vertex of a span. */
function matchEdges(
  indices: Uint32Array,
  starts: Uint32Array,
  ordered: Uint32Array,
  first: number,
  last: number,
  twins: Int32Array,
): void {
  for (let vertex = first; vertex < last; vertex++) {
    const end = starts[vertex + 1]!;
    for (let place = starts[vertex]!; place < end; place++) {
      const edge = ordered[place]!;
      if (twins[edge] !== NO_TWIN) continue;
      const from = indices[edge]!;
      const to = indices[nextEdge(edge)]!;
      for (let other = place + 1; other < end; other++) {
        const twin = ordered[other]!;
        if (indices[twin] !== to || indices[nextEdge(twin)] !== from) continue;
        twins[edge] = twin;
        twins[twin] = edge;
        break;
      }
    }
  }
}

function lowerEnd(indices: Uint32Array, edge: number): number {
  return Math.min(indices[edge]!, indices[nextEdge(edge)]!);
}
