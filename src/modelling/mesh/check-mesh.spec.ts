import { ModellingError } from '../modelling.errors.js';
import { checkMesh } from './check-mesh.js';
import type { Mesh } from './mesh.js';

/** A box with outward faces; every corner is listed once. */
function box(x = 0, y = 0, z = 0, size = 10): Mesh {
  const positions = new Float32Array(24);
  for (let corner = 0; corner < 8; corner++) {
    positions[3 * corner] = x + (corner & 1 ? size : 0);
    positions[3 * corner + 1] = y + (corner & 2 ? size : 0);
    positions[3 * corner + 2] = z + (corner & 4 ? size : 0);
  }
  const quads = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const indices = Uint32Array.from(quads.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!]));
  return { positions, indices };
}

function join(...meshes: Mesh[]): Mesh {
  let offset = 0;
  const indices = meshes.flatMap((mesh) => {
    const shifted = Array.from(mesh.indices, (vertex) => vertex + offset);
    offset += mesh.positions.length / 3;
    return shifted;
  });
  return {
    positions: Float32Array.from(meshes.flatMap((mesh) => Array.from(mesh.positions))),
    indices: Uint32Array.from(indices),
  };
}

function defectsOf(mesh: Mesh): Record<string, unknown> {
  try {
    checkMesh(mesh);
  } catch (error) {
    if (error instanceof ModellingError && error.code === 'MESH_NOT_PRINTABLE') return error.details;
    throw error;
  }
  return {};
}

/** The same triangles, each with vertices of its own, as an STL has them. */
function unshare({ positions, indices }: Mesh): Mesh {
  const own = Array.from(indices, (vertex) => Array.from(positions.subarray(3 * vertex, 3 * vertex + 3)));
  return { positions: Float32Array.from(own.flat()), indices: indices.map((_, corner) => corner) };
}

describe('the printability check', () => {
  it('should measure a sound box', () => {
    expect(checkMesh(box(5, 6, 7)).facts).toEqual({
      triangleCount: 12,
      vertexCount: 8,
      shellCount: 1,
      volumeMm3: 1000,
      surfaceAreaMm2: 600,
      boundingBoxMm: { width: 10, height: 10, depth: 10 },
    });
  });

  it('should weld by position before it looks, −0 and 0 being one place', () => {
    const loose = unshare(box());
    loose.positions.forEach((value, index) => {
      if (value === 0 && index % 2 === 0) loose.positions[index] = -0;
    });
    const { welded, facts } = checkMesh(loose);
    expect(facts.vertexCount).toBe(8);
    expect(welded.indices).toHaveLength(36);
    expect(welded.positions.some((value) => Object.is(value, -0))).toBe(false);
  });

  it('should count separate bodies as shells', () => {
    expect(checkMesh(join(box(), box(20))).facts).toMatchObject({ shellCount: 2, volumeMm3: 2000 });
  });

  it('should reject a hole', () => {
    const { positions, indices } = box();
    expect(defectsOf({ positions, indices: indices.slice(3) })).toMatchObject({ openEdgeCount: 3 });
  });

  it('should reject a face turned over', () => {
    const { positions, indices } = box();
    indices.set([indices[1]!, indices[0]!], 0);
    const defects = defectsOf({ positions, indices });
    expect(defects['openEdgeCount']).toBeGreaterThan(0);
    expect(defects['overusedEdgeCount']).toBeGreaterThan(0);
  });

  it('should reject a face that comes twice', () => {
    const { positions, indices } = box();
    const twice = Uint32Array.from([...indices, ...indices.subarray(0, 3)]);
    expect(defectsOf({ positions, indices: twice })).toMatchObject({ overusedEdgeCount: 3 });
  });

  it('should reject a shell that faces inwards', () => {
    const { positions, indices } = box();
    expect(defectsOf({ positions, indices: indices.toReversed() })).toMatchObject({ inwardShellCount: 1 });
  });

  it('should reject two bodies that touch in one point', () => {
    const touching = join(box(), box(10, 10, 10));
    expect(defectsOf(touching)).toMatchObject({ pinchedVertexCount: 1, openEdgeCount: 0 });
  });

  it('should reject two bodies that share an edge', () => {
    expect(defectsOf(join(box(), box(10, 10, 0)))['overusedEdgeCount']).toBeGreaterThan(0);
  });

  it('should reject a triangle whose corners lie on one line', () => {
    const { positions, indices } = box();
    // The middle of the edge 0–1, with a flat triangle between it and the edge.
    const withMiddle = Float32Array.from([...positions, 5, 0, 0]);
    const cut = Uint32Array.from([...indices, 0, 8, 1]);
    expect(defectsOf({ positions: withMiddle, indices: cut })).toMatchObject({ degenerateCount: 1 });
  });

  it('should reject a triangle that welding closes up', () => {
    const { positions, indices } = box();
    const same = Float32Array.from([...positions, ...positions.subarray(0, 3)]);
    expect(defectsOf({ positions: same, indices: Uint32Array.from([...indices, 0, 8, 1]) })).toMatchObject({
      degenerateCount: 1,
    });
  });

  it.each([NaN, Infinity, -Infinity])('should reject the coordinate %d', (value) => {
    const { positions, indices } = box();
    positions[7] = value;
    expect(defectsOf({ positions, indices })).toEqual({ nonFiniteCount: 1 });
  });

  it('should reject an empty mesh', () => {
    expect(defectsOf({ positions: new Float32Array(0), indices: new Uint32Array(0) })).toEqual({
      triangleCount: 0,
    });
  });
});
