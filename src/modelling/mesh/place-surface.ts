import { SPAN } from '../span.js';
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
  const { samples, indices } = surface;
  const room = new Float32Array(allocateShared(12 * (samples.length + spareVertices)));
  for (let vertex = 0; vertex < samples.length; vertex += SPAN) {
    placeSpan(samples, grid, vertex, Math.min(samples.length, vertex + SPAN), room);
  }
  return { positions: room.subarray(0, 3 * samples.length), indices };
}

function placeSpan(
  samples: Uint32Array,
  { xs, ys, heights }: HeightGrid,
  first: number,
  end: number,
  positions: Float32Array,
): void {
  const columns = xs.length;
  let row = Math.floor(samples[first]! / columns);
  let start = row * columns;
  for (let vertex = first, next = 3 * first; vertex < end; vertex++, next += 3) {
    const sample = samples[vertex]!;
    while (sample >= start + columns) {
      start += columns;
      row++;
    }
    positions[next] = xs[sample - start]!;
    positions[next + 1] = ys[row]!;
    positions[next + 2] = heights[sample]!;
  }
}
