import { groupCorners, nextCorner, previousCorner } from './group-corners.js';
import type { Mesh } from './mesh.js';

/** What is wrong with how triangles meet; all zero on a closed, consistently wound 2-manifold. */
export interface FanDefects {
  /** Edges that run one way without a partner the other way: a hole, or a neighbour turned over. */
  openEdgeCount: number;
  /** Edges used more than once in the same direction: more than two faces, or a face twice. */
  overusedEdgeCount: number;
  /** Vertices whose triangles form more than one fan. */
  pinchedVertexCount: number;
}

/**
 * Looks at the ring of triangles round each vertex of a welded mesh. A triangle with the corner (v, a, b)
 * leads from a to b; the mesh is manifold exactly if at each vertex these steps form a single cycle.
 * Linear: every corner is visited three times, with two reused tables over the vertices.
 */
export function checkFans(mesh: Mesh): FanDefects {
  const { indices } = mesh;
  const { starts, corners } = groupCorners(mesh);
  const vertexCount = starts.length - 1;
  const defects: FanDefects = { openEdgeCount: 0, overusedEdgeCount: 0, pinchedVertexCount: 0 };
  /** `follower[a]` is b if `owner[a]` is the present vertex + 1. */
  const owner = new Uint32Array(vertexCount);
  const follower = new Uint32Array(vertexCount);
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    const start = starts[vertex]!;
    const end = starts[vertex + 1]!;
    const stamp = vertex + 1;
    let sound = true;
    for (let place = start; place < end; place++) {
      const corner = corners[place]!;
      const from = indices[nextCorner(corner)]!;
      if (owner[from] === stamp) {
        defects.overusedEdgeCount++;
        sound = false;
      }
      owner[from] = stamp;
      follower[from] = indices[previousCorner(corner)]!;
    }
    for (let place = start; place < end; place++) {
      const to = indices[previousCorner(corners[place]!)]!;
      if (owner[to] === stamp) continue;
      defects.openEdgeCount++;
      sound = false;
    }
    if (sound && end > start && !isOneCycle(indices[nextCorner(corners[start]!)]!, follower, end - start)) {
      defects.pinchedVertexCount++;
    }
  }
  return defects;
}

/** Every step has exactly one successor here, so the walk returns to its beginning. */
function isOneCycle(first: number, follower: Uint32Array, length: number): boolean {
  let current = follower[first]!;
  let steps = 1;
  while (current !== first && steps <= length) {
    current = follower[current]!;
    steps++;
  }
  return steps === length;
}
