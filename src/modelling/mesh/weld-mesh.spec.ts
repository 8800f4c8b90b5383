import fc from 'fast-check';

import { countInLineOrder, findInLineOrder } from './line-order.js';
import type { Mesh } from './mesh.js';
import { weldMesh } from './weld-mesh.js';

type Place = [x: number, y: number, z: number];

/** The vertices of a lattice in line order, some of them left out. */
const surface = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 12 }),
    fc.array(fc.nat(9), { minLength: 144, maxLength: 144 }),
  )
  .map(([columns, rows, draws]) => {
    const places: Place[] = [];
    for (let y = rows - 1; y >= 0; y--) {
      for (let x = 0; x < columns; x++) {
        const draw = draws[columns * y + x]!;
        if (draw > 0) places.push([x, y, draw % 3]);
      }
    }
    return places;
  });

const place = fc.tuple(fc.integer({ min: -1, max: 12 }), fc.integer({ min: -1, max: 12 }), fc.nat(2));

function meshOf(places: readonly Place[], used: readonly boolean[]): Mesh {
  const indices = places.flatMap((_, vertex) => (used[vertex % used.length] === true ? [vertex] : []));
  // Corners in threes; which triangles they are is nothing to the weld.
  while (indices.length % 3 !== 0) indices.push(indices[0]!);
  return { positions: Float32Array.from(places.flat()), indices: Uint32Array.from(indices) };
}

function countCorners({ positions, indices }: Mesh): Uint32Array {
  const uses = new Uint32Array(positions.length / 3);
  for (const vertex of indices) uses[vertex]!++;
  return uses;
}

/** Each place that is used, once, in the order of the first vertex there. */
function placesByName({ positions, indices }: Mesh): string[] {
  const names = Array.from({ length: positions.length / 3 }, (_, vertex) =>
    positions.subarray(3 * vertex, 3 * vertex + 3).join(),
  );
  const used = new Set(indices);
  return [...new Set(names.filter((_, vertex) => used.has(vertex)))];
}

describe('welding', () => {
  it('should leave one vertex to each place in use, and every corner where it was, whatever the order', () => {
    fc.assert(
      fc.property(
        surface,
        fc.array(place, { maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
        (lattice, others, used) => {
          const mesh = meshOf([...lattice, ...others] as Place[], used);
          fc.pre(mesh.indices.length > 0);
          const cornersBefore = Array.from(mesh.indices, (vertex) =>
            mesh.positions.slice(3 * vertex, 3 * vertex + 3),
          );
          const names = placesByName(mesh);
          const welded = weldMesh(mesh, countCorners(mesh));
          expect(placesByName(welded)).toEqual(names);
          expect(welded.positions).toHaveLength(3 * names.length);
          const cornersAfter = Array.from(welded.indices, (vertex) =>
            welded.positions.slice(3 * vertex, 3 * vertex + 3),
          );
          expect(cornersAfter).toEqual(cornersBefore);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('line order', () => {
  it('should end at the first vertex that is not beyond the one before', () => {
    const count = (...places: Place[]) => countInLineOrder(Float32Array.from(places.flat()));
    expect(count()).toBe(0);
    expect(count([0, 5, 1])).toBe(1);
    expect(count([0, 5, 1], [1, 5, 1], [0, 4, 1], [9, 0, 1])).toBe(4);
    expect(count([0, 5, 1], [0, 5, 2])).toBe(1);
    expect(count([0, 5, 1], [1, 5, 1], [0, 6, 1])).toBe(2);
    expect(count([3, 5, 1], [2, 5, 1], [0, 4, 1])).toBe(1);
  });

  it('should find every vertex by its x and y, and none where there is none', () => {
    fc.assert(
      fc.property(surface, place, (lattice, [x, y]) => {
        const positions = Float32Array.from(lattice.flat());
        const expected = lattice.findIndex((other) => other[0] === x && other[1] === y);
        expect(findInLineOrder(positions, lattice.length, x, y)).toBe(expected);
      }),
    );
  });
});
