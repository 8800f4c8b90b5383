import { ModellingError } from '../modelling.errors.js';
import { measureSource } from './measure-source.js';
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

function defectsOf(mesh: MeshSource): Record<string, unknown> {
  try {
    measureSource(mesh);
  } catch (error) {
    if (error instanceof ModellingError && error.code === 'MESH_NOT_PRINTABLE') return error.details;
    throw error;
  }
  return {};
}

describe('a mesh read in parts', () => {
  it('should be collected to the mesh it is of', () => {
    expect(collectMesh(crumble(TETRAHEDRON))).toEqual(TETRAHEDRON);
  });

  it('should be measured without being held', () => {
    expect(measureSource(crumble(TETRAHEDRON))).toEqual({
      triangleCount: 4,
      vertexCount: 4,
      shellCount: 1,
      volumeMm3: 4.5,
      surfaceAreaMm2: 13.5 + Math.sqrt(3) * 4.5,
      boundingBoxMm: { width: 3, height: 3, depth: 3 },
    });
  });

  it.each([
    ['a value that is not finite', { nonFiniteCount: 3 }, [0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, NaN]],
    ['a triangle without area', { degenerateCount: 1 }, [0, 0, 0, 1, 1, 0, 2, 2, 0, 0, 0, 3]],
    ['a shell turned inside out', { inwardShellCount: 1 }, [0, 0, 0, 0, 3, 0, 3, 0, 0, 0, 0, 3]],
  ])('should be refused for %s', (_, details, positions) => {
    const mesh = crumble({ ...TETRAHEDRON, positions: Float32Array.from(positions) });
    expect(defectsOf(mesh)).toMatchObject(details);
  });
});
