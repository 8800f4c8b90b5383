import { vertexCountOf, type Mesh } from './mesh.js';

/** The corners (3 × triangle + 0…2) at each vertex: `corners[starts[v] … starts[v + 1])`. */
export interface CornerGroups {
  starts: Uint32Array;
  corners: Uint32Array;
}

/** Sorts the corners of all triangles by vertex: one counting pass and one placing pass. */
export function groupCorners(mesh: Mesh): CornerGroups {
  const { indices } = mesh;
  const starts = new Uint32Array(vertexCountOf(mesh) + 2);
  // Shifted by two, the counts end up as starts once every corner has been placed.
  for (let corner = 0; corner < indices.length; corner++) starts[indices[corner]! + 2]!++;
  for (let vertex = 2; vertex < starts.length; vertex++) starts[vertex]! += starts[vertex - 1]!;
  const corners = new Uint32Array(indices.length);
  for (let corner = 0; corner < indices.length; corner++) {
    corners[starts[indices[corner]! + 1]!++] = corner;
  }
  return { starts: starts.subarray(0, -1), corners };
}

/** The corner that follows in the same triangle. */
export function nextCorner(corner: number): number {
  return corner % 3 === 2 ? corner - 2 : corner + 1;
}

/** The corner that precedes in the same triangle. */
export function previousCorner(corner: number): number {
  return corner % 3 === 0 ? corner + 2 : corner - 1;
}
