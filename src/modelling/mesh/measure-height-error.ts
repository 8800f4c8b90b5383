import type { HeightGrid } from './height-grid.js';
import type { Mesh } from './mesh.js';

/** How far a mesh is from the samples that it stands for. */
export interface HeightError {
  /** The largest vertical distance between a sample and the surface over or under it. */
  maxErrorMm: number;
  /** Samples over which the mesh has no upward surface: 0 unless corners were cut off. */
  uncoveredCount: number;
}

/** How far outside a triangle, as a share of its height, a sample may be and still count as on its edge. */
const EDGE_SHARE = 1e-9;

/**
 * Measures a finished mesh against the height grid it was made from, knowing nothing of how it was made:
 * every triangle that faces upwards is compared with each sample in it, at the coordinates that are written.
 */
export function measureHeightError(mesh: Mesh, grid: HeightGrid): HeightError {
  const { positions, indices } = mesh;
  const { xs, ys, heights } = grid;
  const columns = xs.length;
  const isCovered = new Uint8Array(heights.length);
  const perColumn = (columns - 1) / (xs[columns - 1]! - xs[0]!);
  const perRow = (ys.length - 1) / (ys[ys.length - 1]! - ys[0]!);
  let maxErrorMm = 0;
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ax = positions[a]!;
    const ay = positions[a + 1]!;
    const bx = positions[b]!;
    const by = positions[b + 1]!;
    const cx = positions[c]!;
    const cy = positions[c + 1]!;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area <= 0) continue;
    const az = positions[a + 2]!;
    const bRise = positions[b + 2]! - az;
    const cRise = positions[c + 2]! - az;
    // One line more on each side: places are rounded, so that the estimate may fall just beside.
    const firstColumn = Math.max(0, Math.floor((Math.min(ax, bx, cx) - xs[0]!) * perColumn) - 1);
    const lastColumn = Math.min(columns - 1, Math.ceil((Math.max(ax, bx, cx) - xs[0]!) * perColumn) + 1);
    const firstRow = Math.max(0, Math.floor((Math.max(ay, by, cy) - ys[0]!) * perRow) - 1);
    const lastRow = Math.min(ys.length - 1, Math.ceil((Math.min(ay, by, cy) - ys[0]!) * perRow) + 1);
    for (let row = firstRow; row <= lastRow; row++) {
      const y = ys[row]! - ay;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const x = xs[column]! - ax;
        const shareB = (x * (cy - ay) - y * (cx - ax)) / area;
        if (shareB < -EDGE_SHARE) continue;
        const shareC = (y * (bx - ax) - x * (by - ay)) / area;
        if (shareC < -EDGE_SHARE || shareB + shareC > 1 + EDGE_SHARE) continue;
        const sample = row * columns + column;
        isCovered[sample] = 1;
        const error = Math.abs(az + shareB * bRise + shareC * cRise - heights[sample]!);
        if (error > maxErrorMm) maxErrorMm = error;
      }
    }
  }
  let uncoveredCount = 0;
  for (let sample = 0; sample < isCovered.length; sample++) if (isCovered[sample] === 0) uncoveredCount++;
  return { maxErrorMm, uncoveredCount };
}
