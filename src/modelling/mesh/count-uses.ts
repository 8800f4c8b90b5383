import { vertexCountOf, type Mesh } from './mesh.js';
import { allocateShared } from './shared-memory.js';

/** Triangles of which it is known together between which vertices they lie. */
export const SPAN_TRIANGLES = 1 << 10;

/** How a mesh uses its vertices. */
export interface VertexUses {
  /** How many corners lie at each vertex. Corners at vertices that do not exist count nowhere. */
  uses: Uint32Array;
  /** The lowest and the highest vertex of every `SPAN_TRIANGLES` triangles. */
  spans: Uint32Array;
}

/** Counts in one pass over the triangles. */
export function countUses(mesh: Mesh): VertexUses {
  const { indices } = mesh;
  const uses = new Uint32Array(allocateShared(4 * vertexCountOf(mesh)));
  const spans = new Uint32Array(2 * Math.ceil(indices.length / (3 * SPAN_TRIANGLES)));
  for (let span = 0, start = 0; start < indices.length; span += 2, start += 3 * SPAN_TRIANGLES) {
    countSpan(indices, start, Math.min(indices.length, start + 3 * SPAN_TRIANGLES), uses, spans, span);
  }
  return { uses, spans };
}

function countSpan(
  indices: Uint32Array,
  start: number,
  end: number,
  uses: Uint32Array,
  spans: Uint32Array,
  span: number,
): void {
  let low = 0xffffffff;
  let high = 0;
  for (let corner = start; corner < end; corner++) {
    const vertex = indices[corner]!;
    uses[vertex]!++;
    if (vertex < low) low = vertex;
    if (vertex > high) high = vertex;
  }
  spans[span] = low;
  spans[span + 1] = high;
}
