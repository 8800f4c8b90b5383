import { collectMesh, sourceOf, type MeshSource } from '../mesh/mesh-source.js';
import type { Mesh } from '../mesh/mesh.js';
import { splitNormals } from '../mesh/split-normals.js';

/** A mesh for looking at: vertices at creases come once for each smooth side, and every vertex has its normal. */
export interface ShadedSource {
  source: MeshSource;
  normals: Float32Array;
}

/** Gives a checked mesh its normals, sharp at creases; holds it. */
export function shadeSource(source: MeshSource): ShadedSource {
  const mesh = collectMesh(source);
  const { normals, addedAt, addedNormals, indices } = splitNormals(mesh);
  const positions = repeat(
    mesh.positions,
    addedAt,
    new Float32Array(mesh.positions.length + 3 * addedAt.length),
  );
  const shaded: Mesh = { positions, indices };
  if (mesh.colors) {
    shaded.colors = repeat(mesh.colors, addedAt, new Uint8Array(mesh.colors.length + 3 * addedAt.length));
  }
  const all = new Float32Array(positions.length);
  all.set(normals);
  all.set(addedNormals, normals.length);
  return {
    source: { ...sourceOf(shaded), ...(source.isUpright && { isUpright: true }) },
    normals: all,
  };
}

/** The values of all vertices, three each, then those of some once more. */
function repeat<Values extends Float32Array | Uint8Array>(
  values: Values,
  vertices: Uint32Array,
  target: Values,
): Values {
  target.set(values);
  for (const [index, vertex] of vertices.entries()) {
    target.set(values.subarray(3 * vertex, 3 * vertex + 3), values.length + 3 * index);
  }
  return target;
}
