import fc from 'fast-check';

import { ModellingError } from '../modelling.errors.js';
import { checkMesh } from './check-mesh.js';
import type { HeightGrid } from './height-grid.js';
import { measureHeightGrid } from './measure-height-grid.js';
import { meshHeightGrid } from './mesh-height-grid.js';

const gaps = fc.array(fc.float({ min: 0.125, max: 4, noNaN: true }), { minLength: 1, maxLength: 6 });

function placeLines(widths: readonly number[]): Float32Array {
  return Float32Array.from([0, ...widths.map((_, index) => sum(widths.slice(0, index + 1)))]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const grids: fc.Arbitrary<HeightGrid> = fc.tuple(gaps, gaps).chain(([across, down]) =>
  fc
    .array(fc.float({ min: 0.25, max: 30, noNaN: true }), {
      minLength: (across.length + 1) * (down.length + 1),
      maxLength: (across.length + 1) * (down.length + 1),
    })
    .map((heights) => ({
      xs: placeLines(across),
      ys: placeLines(down).reverse(),
      heights: Float32Array.from(heights),
    })),
);

function defectsOf(grid: HeightGrid): unknown {
  try {
    measureHeightGrid(grid);
  } catch (error) {
    if (error instanceof ModellingError && error.code === 'MESH_NOT_PRINTABLE') return error.details;
    throw error;
  }
  return null;
}

describe('measuring a grid on its heights', () => {
  it('should find what the whole check finds on its mesh', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { volumeMm3, surfaceAreaMm2, ...counts } = measureHeightGrid(grid);
        const { facts } = checkMesh(meshHeightGrid(grid));
        expect(facts).toMatchObject(counts);
        expect(volumeMm3 / facts.volumeMm3).toBeCloseTo(1, 9);
        expect(surfaceAreaMm2 / facts.surfaceAreaMm2).toBeCloseTo(1, 9);
      }),
    );
  });

  it.each([
    ['a height that is no number', { heights: [1, 1, NaN, 1] }, { nonFiniteCount: 1, degenerateCount: 0 }],
    ['a height without end', { heights: [1, Infinity, 1, 1] }, { nonFiniteCount: 1, degenerateCount: 0 }],
    ['walls without area', { heights: [1, 1, 0, 1] }, { nonFiniteCount: 0, degenerateCount: 1 }],
    ['a cell without width', { xs: [0, 0] }, { nonFiniteCount: 0, degenerateCount: 1 }],
    ['lines the wrong way round', { ys: [0, 1] }, { nonFiniteCount: 0, degenerateCount: 1 }],
  ])('should refuse %s', (_, broken, details) => {
    const { xs, ys, heights } = { xs: [0, 1], ys: [1, 0], heights: [1, 1, 1, 1], ...broken };
    const grid = {
      xs: Float32Array.from(xs),
      ys: Float32Array.from(ys),
      heights: Float32Array.from(heights),
    };
    expect(defectsOf(grid)).toEqual(details);
  });
});
