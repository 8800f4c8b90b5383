import fc from 'fast-check';

import { checkMesh } from './check-mesh.js';
import { closeSurface } from './close-surface.js';
import { roundingSlack } from './height-field.js';
import type { HeightGrid } from './height-grid.js';
import { measureHeightError } from './measure-height-error.js';
import { listRim } from './list-rim.js';
import { meshAdaptively, type BoundedSurface } from './mesh-adaptively.js';
import { placeSurface } from './place-surface.js';

type Shape = (x: number, y: number) => number;

/** Repeatable noise, 0…1. */
const noise: Shape = (x, y) => {
  const mixed = Math.imul((x * 7919 + y * 104729) ^ 0x5bd1e995, 0x9e3779b1);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 8) / 2 ** 24;
};

const shapes: Record<string, Shape> = {
  noise: (x, y) => 1 + 9 * noise(x, y),
  'faint noise': (x, y) => 5 + 0.1 * noise(x, y),
  'a step': (x, y) => (x + 2 * y > 37 ? 9 : 1),
  'a constant': () => 4,
  'a spike': (x, y) => (x === 11 && y === 7 ? 10 : 1),
  'a ramp': (x, y) => 1 + 0.11 * x + 0.07 * y,
  waves: (x, y) => 5 + 2 * Math.sin(x / 9) * Math.cos(y / 7),
  'waves with grain': (x, y) => 5 + 2 * Math.sin(x / 9) * Math.cos(y / 7) + 0.05 * noise(x, y),
};

function drawGrid(columns: number, rows: number, pitchMm: number, shape: Shape): HeightGrid {
  const heights = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) heights[y * columns + x] = shape(x, y);
  return {
    xs: Float32Array.from({ length: columns }, (_, column) => column * pitchMm),
    ys: Float32Array.from({ length: rows }, (_, row) => (rows - 1 - row) * pitchMm),
    heights,
  };
}

function meshGrid(grid: HeightGrid, toleranceMm: number, fewest = false): BoundedSurface {
  const largestMm = Math.max(grid.xs.at(-1)!, grid.ys[0]!);
  const slackPerRise = roundingSlack(largestMm, largestMm / (Math.max(grid.xs.length, grid.ys.length) - 1));
  const field = { columns: grid.xs.length, rows: grid.ys.length, heights: grid.heights };
  return meshAdaptively(field, { limit: { toleranceMm, slackPerRise }, fewest });
}

function close(surface: BoundedSurface, grid: HeightGrid) {
  return closeSurface(placeSurface(surface, grid), listRim(surface.samples, grid.xs.length, grid.ys.length));
}

const side = fc.oneof(fc.integer({ min: 2, max: 24 }), fc.constantFrom(16, 17, 33, 40, 65, 100));

describe('an adaptive mesh', () => {
  it('should be printable and within the tolerance at every sample, whatever the size and the heights', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(...Object.keys(shapes)),
        fc.double({ min: 0.0005, max: 3, noNaN: true }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        fc.boolean(),
        (columns, rows, name, toleranceMm, pitchMm, fewest) => {
          const grid = drawGrid(columns, rows, pitchMm, shapes[name]!);
          const solid = close(meshGrid(grid, toleranceMm, fewest), grid);
          const { facts, welded } = checkMesh(solid);
          expect(facts.shellCount).toBe(1);
          expect(facts.boundingBoxMm).toEqual({
            width: grid.xs.at(-1)!,
            height: grid.ys[0]!,
            depth: grid.heights.reduce((a, b) => Math.max(a, b)),
          });
          const { maxErrorMm, uncoveredCount } = measureHeightError(welded, grid);
          expect(uncoveredCount).toBe(0);
          expect(maxErrorMm).toBeLessThanOrEqual(toleranceMm);
        },
      ),
      { numRuns: 250 },
    );
  });

  it.each([
    ['a constant', 129, 129, 2],
    ['a constant', 100, 70, 2],
    ['a constant', 16, 1000, 2 * Math.ceil(999 / 16)],
    ['a ramp', 129, 129, 2],
    ['a ramp', 100, 70, 2],
    ['noise', 33, 33, 2 * 32 * 32 - 2],
    ['noise', 40, 21, 2 * 39 * 20 - 3],
  ])('should spend on %s of %i × %i samples %i triangles', (name, columns, rows, count) => {
    const grid = drawGrid(columns, rows, 0.5, shapes[name]!);
    expect(meshGrid(grid, 0.001).indices.length / 3).toBe(count);
  });

  it('should need fewer triangles for a wider tolerance, also where the size is no power of two', () => {
    const counts = [0.01, 0.03, 0.1, 0.3].map(
      (toleranceMm) => meshGrid(drawGrid(150, 90, 0.5, shapes['waves']!), toleranceMm).indices.length / 3,
    );
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.at(-1)!).toBeLessThan((2 * 149 * 89) / 30);
  });

  it('should take as many triangles as asked for, hardly fewer and never more', () => {
    const grid = drawGrid(150, 90, 0.5, shapes['waves with grain']!);
    const field = { columns: 150, rows: 90, heights: grid.heights };
    for (const targetTriangles of [500, 3000, 12_000]) {
      const limit = { toleranceMm: 1, slackPerRise: 1e-6 };
      const surface = meshAdaptively(field, { limit, targetTriangles });
      const count = surface.indices.length / 3;
      expect(count).toBeLessThanOrEqual(targetTriangles);
      expect(count).toBeGreaterThan(0.9 * targetTriangles);
      expect(measureHeightError(close(surface, grid), grid).maxErrorMm).toBeLessThanOrEqual(
        surface.toleranceMm,
      );
    }
  });

  it('should take out at least a third of the triangles when the fewest are asked for', () => {
    const grid = drawGrid(150, 90, 0.5, shapes['waves with grain']!);
    const [plain, fewest] = [false, true].map((isFewest) => meshGrid(grid, 0.05, isFewest).indices.length);
    expect(fewest).toBeLessThan((plain! * 2) / 3);
  });

  it('should tell the count before it makes a triangle, and stop where that is refused', () => {
    const field = { columns: 40, rows: 40, heights: drawGrid(40, 40, 1, shapes['noise']!).heights };
    const refuse = (count: number) => {
      throw new Error(`too many: ${count}`);
    };
    const limit = { toleranceMm: 0.01, slackPerRise: 0 };
    expect(() => meshAdaptively(field, { limit, onCount: refuse })).toThrow(/too many: 3/);
  });
});
