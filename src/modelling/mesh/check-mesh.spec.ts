import fc from 'fast-check';

import { ModellingError } from '../modelling.errors.js';
import { checkMesh } from './check-mesh.js';
import { meshBox } from './mesh-box.js';
import type { Mesh } from './mesh.js';

/** A cube with outward faces; every corner is listed once. */
function box(x = 0, y = 0, z = 0, size = 10): Mesh {
  return meshBox({ lower: [x, y, z], upper: [x + size, y + size, z + size] });
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

  it('should reject a corner at a vertex that does not exist', () => {
    const { positions, indices } = box();
    indices[5] = 8;
    expect(defectsOf({ positions, indices })).toEqual({ strayCornerCount: 1 });
  });

  it('should reject an edge that four faces share', () => {
    // Each of the two boxes is closed by itself.
    expect(defectsOf(join(box(), box(-10, -10, 0)))).toMatchObject({
      overusedEdgeCount: 2,
      openEdgeCount: 0,
    });
  });

  it('should reject two shells in the same place', () => {
    expect(defectsOf(join(box(), box()))).toMatchObject({ overusedEdgeCount: 36 });
  });

  it('should reject a fin: two faces back to back on an edge', () => {
    const { positions, indices } = box();
    const withTip = Float32Array.from([...positions, -5, 5, 0]);
    const finned = Uint32Array.from([...indices, 0, 2, 8, 2, 0, 8]);
    expect(defectsOf({ positions: withTip, indices: finned })['overusedEdgeCount']).toBeGreaterThan(0);
  });

  it('should reject a bag of which two far points fall together', () => {
    const { positions, indices } = cone(12);
    // The tip is laid on a vertex of the rim: no edge is shared, but the vertex has two fans.
    const tip = positions.length / 3 - 1;
    positions.copyWithin(3 * tip, 18, 21);
    expect(Object.values(defectsOf({ positions, indices })).some((count) => Number(count) > 0)).toBe(true);
  });

  it.each([3, 33, 5000])('should accept a vertex with %d faces', (count) => {
    expect(checkMesh(cone(count)).facts).toMatchObject({ shellCount: 1, triangleCount: 2 * count - 2 });
  });

  it('should go through a mesh of many ranges, in whatever order its vertices and triangles are', () => {
    const { facts } = checkMesh(torus(600, 300));
    expect(facts).toMatchObject({ triangleCount: 360_000, vertexCount: 180_000, shellCount: 1 });
    const shuffled = shuffle(torus(600, 300));
    expect(checkMesh(shuffled).facts).toMatchObject({ triangleCount: 360_000, shellCount: 1 });
    shuffled.indices.copyWithin(0, 300, 303);
    expect(defectsOf(shuffled)).toMatchObject({ openEdgeCount: 3, overusedEdgeCount: 3 });
  });

  it('should tell how far it is, and stop when asked', () => {
    const fractions: number[] = [];
    checkMesh(torus(600, 300), { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.length).toBeGreaterThan(3);
    expect(fractions.at(-1)).toBe(1);
    const abort = new AbortController();
    const stop = () => {
      abort.abort();
    };
    const check = () => checkMesh(box(), { onProgress: stop, signal: abort.signal });
    expect(check).toThrow(/abort/i);
  });

  it('should count what a plain count of edges finds, on any triangles', () => {
    const corner = fc.nat({ max: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(corner, corner, corner), { minLength: 1, maxLength: 14 }),
        (triangles) => {
          const positions = Float32Array.from([0, 0, 0, 9, 0, 1, 0, 8, 2, 1, 1, 7, 5, 5, 3, 2, 7, 6]);
          const found = defectsOf({ positions, indices: Uint32Array.from(triangles.flat()) });
          expect(found).toMatchObject(countPlainly(triangles));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A cone over a polygon, with its base fanned from one vertex of the rim: closed, its tip met by every side. */
function cone(sideCount: number): Mesh {
  const rim = Array.from({ length: sideCount }, (_, side) => (2 * Math.PI * side) / sideCount);
  const positions = Float32Array.from([
    ...rim.flatMap((angle) => [Math.cos(angle), Math.sin(angle), 0]),
    0,
    0,
    1,
  ]);
  const sides = rim.flatMap((_, side) => [side, (side + 1) % sideCount, sideCount]);
  const base = rim.slice(2).flatMap((_, side) => [0, side + 2, side + 1]);
  return { positions, indices: Uint32Array.from([...sides, ...base]) };
}

function torus(columns: number, rows: number): Mesh {
  const positions = new Float32Array(3 * columns * rows);
  const indices = new Uint32Array(6 * columns * rows);
  for (let row = 0, vertex = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, vertex++) {
      const [u, v] = [(2 * Math.PI * column) / columns, (2 * Math.PI * row) / rows];
      const radius = 30 + 10 * Math.cos(v);
      positions.set([radius * Math.cos(u), radius * Math.sin(u), 10 * Math.sin(v)], 3 * vertex);
      const [right, up] = [(column + 1) % columns, (row + 1) % rows];
      const [b, c, d] = [row * columns + right, up * columns + right, up * columns + column];
      indices.set([vertex, b, c, vertex, c, d], 6 * vertex);
    }
  }
  return { positions, indices };
}

/** The same mesh with its vertices and its triangles in another order, far from their neighbours. */
function shuffle({ positions, indices }: Mesh): Mesh {
  const vertexCount = positions.length / 3;
  const triangleCount = indices.length / 3;
  // Steps prime to the counts come to every number once.
  const place = (vertex: number): number => (vertex * 100_003) % vertexCount;
  const moved: Mesh = {
    positions: new Float32Array(positions.length),
    indices: new Uint32Array(indices.length),
  };
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    moved.positions.set(positions.subarray(3 * vertex, 3 * vertex + 3), 3 * place(vertex));
  }
  for (let triangle = 0; triangle < triangleCount; triangle++) {
    const corners = indices.subarray(3 * triangle, 3 * triangle + 3).map(place);
    moved.indices.set(corners, 3 * ((triangle * 100_003) % triangleCount));
  }
  return moved;
}

/** The defects of fans, found from a list of directed edges. */
function countPlainly(triangles: (readonly [number, number, number])[]): Record<string, number> {
  const uses = new Map<string, number>();
  const steps = triangles.flatMap(([a, b, c]) => [
    { at: a, from: b, to: c },
    { at: b, from: c, to: a },
    { at: c, from: a, to: b },
  ]);
  for (const { at, from } of steps) uses.set(`${at}>${from}`, (uses.get(`${at}>${from}`) ?? 0) + 1);
  const counts = Array.from(uses.values());
  const openEdgeCount = steps.filter(({ at, to }) => !uses.has(`${at}>${to}`)).length;
  const overusedEdgeCount = counts.reduce((sum, count) => sum + count - 1, 0);
  let pinchedVertexCount = 0;
  for (const vertex of new Set(triangles.flat())) {
    const fan = steps.filter(({ at }) => at === vertex);
    const froms = fan.map(({ from }) => from);
    const isSound = new Set(froms).size === fan.length && fan.every(({ to }) => froms.includes(to));
    if (isSound && walkLength(fan) !== fan.length) pinchedVertexCount++;
  }
  return { openEdgeCount, overusedEdgeCount, pinchedVertexCount };
}

/** The steps of a walk that comes back to its beginning; 0 if it never does. */
function walkLength(fan: { from: number; to: number }[]): number {
  const seen = new Set<number>();
  let current = fan[0]!.from;
  while (!seen.has(current)) {
    seen.add(current);
    current = fan.find(({ from }) => from === current)!.to;
  }
  return current === fan[0]!.from ? seen.size : 0;
}
