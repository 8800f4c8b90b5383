import type { HeightGrid } from './height-grid.js';
import type { Mesh } from './mesh.js';
import type { TriangleSurface } from './triangle-surface.js';

/** Puts the vertices of a lattice's surface where the grid has them, in millimetres. */
export function placeSurface(surface: TriangleSurface, grid: HeightGrid): Mesh {
  const { xs, ys, heights } = grid;
  const { samples, indices } = surface;
  const columns = xs.length;
  const positions = new Float32Array(3 * samples.length);
  for (let vertex = 0, next = 0; vertex < samples.length; vertex++, next += 3) {
    const sample = samples[vertex]!;
    const row = Math.floor(sample / columns);
    positions[next] = xs[sample - row * columns]!;
    positions[next + 1] = ys[row]!;
    positions[next + 2] = heights[sample]!;
  }
  return { positions, indices };
}
