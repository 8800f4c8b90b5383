import { collectMesh, gatherCorners, sourceOf, type MeshSource } from './mesh-source.js';
import type { Mesh } from './mesh.js';

const TETRAHEDRON: Mesh = {
  positions: Float32Array.from([0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 3]),
  indices: Uint32Array.from([0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3]),
};

/** The same mesh read in the smallest chunks there are, each in the same reused array. */
function crumble(mesh: Mesh): MeshSource {
  const whole = sourceOf(mesh);
  const triangles = function* (): Generator<Uint32Array> {
    const chunk = new Uint32Array(3);
    for (let start = 0; start < mesh.indices.length; start += 3) {
      chunk.set(mesh.indices.subarray(start, start + 3));
      yield chunk;
    }
  };
  const positions = function* (): Generator<Float32Array> {
    const chunk = new Float32Array(3);
    for (let start = 0; start < mesh.positions.length; start += 3) {
      chunk.set(mesh.positions.subarray(start, start + 3));
      yield chunk;
    }
  };
  return { ...whole, positions, triangles, corners: () => gatherCorners(mesh.positions, triangles()) };
}

describe('a mesh read in parts', () => {
  it('should be collected to the mesh it is of', () => {
    expect(collectMesh(crumble(TETRAHEDRON))).toEqual(TETRAHEDRON);
  });

  it('should have the corners of its triangles in their order', () => {
    const corners = Array.from(crumble(TETRAHEDRON).corners(), (chunk) => Array.from(chunk));
    expect(corners).toEqual([
      [0, 0, 0, 0, 3, 0, 3, 0, 0],
      [0, 0, 0, 3, 0, 0, 0, 0, 3],
      [3, 0, 0, 0, 3, 0, 0, 0, 3],
      [0, 3, 0, 0, 0, 0, 0, 0, 3],
    ]);
  });
});
