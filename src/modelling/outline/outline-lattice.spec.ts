import { crossGrid, type NodeGrid } from './cross-grid.js';
import { chooseLattice } from './outline-lattice.js';
import type { Loops } from './outline.js';

const GRID: NodeGrid = { columns: 24, rows: 24, left: 0, bottom: 0, pitchX: 1, pitchY: 1 };
const SQUARE = Float64Array.from([2, 2, 21, 2, 21, 21, 2, 21]);

/** How many curves bound the cells that are chosen. */
function countBorders(curves: Loops): number {
  const placeOf = (node: number) => [node % GRID.columns, Math.floor(node / GRID.columns)] as const;
  return chooseLattice(GRID, crossGrid(curves, GRID), placeOf, curves, 0.01).borders.length;
}

describe('the cells of a grid inside curves', () => {
  it('should keep off the outer curve and off a hole', () => {
    expect(countBorders([SQUARE])).toBe(1);
    expect(countBorders([SQUARE, Float64Array.from([9.5, 9.5, 9.5, 13.5, 13.5, 13.5, 13.5, 9.5])])).toBe(2);
  });

  it('should keep off a hole that crosses no line of the grid', () => {
    expect(countBorders([SQUARE, Float64Array.from([9.3, 9.3, 9.5, 9.8, 9.7, 9.4])])).toBe(2);
  });
});
