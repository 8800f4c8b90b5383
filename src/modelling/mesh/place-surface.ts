import type { HeightGrid } from './height-grid.js';
import type { Mesh } from './mesh.js';
import { allocateShared } from './shared-memory.js';
import type { TriangleSurface } from './triangle-surface.js';

/**
 * Puts the vertices of a lattice's surface where the grid has them, in millimetres.
 *
 * @param spareVertices room left in the buffer behind the positions, for what is joined to the surface
 */
export function placeSurface(surface: TriangleSurface, grid: HeightGrid, spareVertices = 0): Mesh {
  const { xs, ys, heights } = grid;
  const { samples, indices } = surface;
  const columns = xs.length;
  const room = new Float32Array(allocateShared(12 * (samples.length + spareVertices)));
  let row = 0;
  let start = 0;
  for (let vertex = 0, next = 0; vertex < samples.length; vertex++, next += 3) {
    const sample = samples[vertex]!;
    while (sample >= start + columns) {
      start += columns;
      row++;
    }
    room[next] = xs[sample - start]!;
    room[next + 1] = ys[row]!;
    room[next + 2] = heights[sample]!;
  }
  return { positions: room.subarray(0, 3 * samples.length), indices };
}
