import type { HeightGrid } from './height-grid.js';
import { meshRow } from './mesh-height-grid.js';
import type { TriangleSurface } from './triangle-surface.js';

/** Two triangles to every cell of a grid. */
export function triangulateLattice(grid: HeightGrid): TriangleSurface {
  const columns = grid.xs.length;
  const rows = grid.ys.length;
  const indices = new Uint32Array(6 * (columns - 1) * (rows - 1));
  let next = 0;
  for (let row = 0; row + 1 < rows; row++) next = meshRow(grid.heights, columns, row, indices, next);
  return { samples: Uint32Array.from({ length: columns * rows }, (_, sample) => sample), indices };
}
