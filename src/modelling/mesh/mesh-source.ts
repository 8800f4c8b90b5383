import { findBoundingBox, type BoundingBox } from './bounding-box.js';
import type { HeightGrid } from './height-grid.js';
import { triangleCountOf, vertexCountOf, type Mesh } from './mesh.js';

/**
 * A sound mesh as the writers take it: its counts in advance, its parts in order and in chunks, each as often
 * as asked. So one writer serves a mesh in memory, one in a file, and one that is computed as it is read and
 * never held whole. A chunk is borrowed: it holds its values until the next of the same reading is taken, and nobody changes it.
 */
export interface MeshSource {
  readonly vertexCount: number;
  readonly triangleCount: number;
  /** Round all vertices, on the float32 values that are written. */
  readonly box: BoundingBox;
  /** Whether the model stands, its front towards −Y; absent where it lies, its front up. */
  readonly isUpright?: boolean;
  /** x, y and z of every vertex, in millimetres; chunks of whole vertices. */
  positions: () => Iterable<Float32Array>;
  /** Three vertex numbers for every triangle, counter-clockwise seen from outside; chunks of whole triangles. */
  triangles: () => Iterable<Uint32Array>;
  /** The nine coordinates of every triangle, in the order of `triangles`; chunks of whole triangles. */
  corners: () => Iterable<Float32Array>;
  /** Red, green and blue (sRGB) of every vertex, whole as they are small; null where there is no colour. */
  readonly colors: Uint8Array | null;
  /** The heights that all but the colours is computed from, where it is: they say the same in less room. */
  readonly grid?: HeightGrid;
}

/** Triangles to a chunk of corners: it stays in the nearest cache. */
const CORNER_CHUNK = 512;

/**
 * A mesh in memory as a source; `positions` and `triangles` are the arrays themselves.
 *
 * @param box round its vertices, where that is known already
 */
export function sourceOf(mesh: Mesh, box = findBoundingBox(mesh.positions)): MeshSource {
  const { positions, indices, colors } = mesh;
  return {
    vertexCount: vertexCountOf(mesh),
    triangleCount: triangleCountOf(mesh),
    box,
    positions: () => [positions],
    triangles: () => [indices],
    corners: () => gatherCorners(positions, [indices]),
    colors: colors ?? null,
  };
}

/** Looks up the corners of triangles, which come in chunks of any size, in the positions of all vertices. */
export function* gatherCorners(
  positions: Float32Array,
  triangles: Iterable<Uint32Array>,
): Generator<Float32Array> {
  const corners = new Float32Array(9 * CORNER_CHUNK);
  for (const indices of triangles) {
    for (let start = 0; start < indices.length; start += 3 * CORNER_CHUNK) {
      const end = Math.min(indices.length, start + 3 * CORNER_CHUNK);
      copyCorners(positions, indices, start, end, corners);
      yield end - start === 3 * CORNER_CHUNK ? corners : corners.subarray(0, 3 * (end - start));
    }
  }
}

function copyCorners(
  positions: Float32Array,
  indices: Uint32Array,
  start: number,
  end: number,
  corners: Float32Array,
): void {
  for (let corner = start, next = 0; corner < end; corner++, next += 3) {
    const place = 3 * indices[corner]!;
    corners[next] = positions[place]!;
    corners[next + 1] = positions[place + 1]!;
    corners[next + 2] = positions[place + 2]!;
  }
}

/** A source as a mesh in memory; its arrays are the source's own where it has them whole. */
export function collectMesh(source: MeshSource): Mesh {
  const { vertexCount, triangleCount } = source;
  const mesh: Mesh = {
    positions: collect(source.positions(), new Float32Array(3 * vertexCount)),
    indices: collect(source.triangles(), new Uint32Array(3 * triangleCount)),
  };
  if (source.colors) mesh.colors = source.colors;
  return mesh;
}

/** Puts chunks together in `whole`, or gives the only chunk itself. */
function collect<Values extends Float32Array | Uint32Array>(chunks: Iterable<Values>, whole: Values): Values {
  let next = 0;
  for (const chunk of chunks) {
    if (chunk.length === whole.length) return chunk;
    whole.set(chunk, next);
    next += chunk.length;
  }
  return whole;
}
