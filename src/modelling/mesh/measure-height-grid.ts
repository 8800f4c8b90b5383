import { ModellingError } from '../modelling.errors.js';
import type { CheckHooks } from './check-hooks.js';
import type { MeshFacts } from './check-mesh.js';
import type { HeightGrid } from './height-grid.js';
import { countGridTriangles, countGridVertices } from './mesh-height-grid.js';

/**
 * Measures the mesh of a grid (`meshHeightGrid`) on its heights. Where its lines are apart and all heights are
 * finite and above 0, every triangle has an area and the one shell faces outwards; how the triangles meet is
 * the same for every grid of one size, and a test holds all small sizes against the whole check.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function measureHeightGrid(grid: HeightGrid, hooks: CheckHooks = {}): MeshFacts {
  const { xs, ys, heights } = grid;
  requireSound(grid);
  const [columns, rows] = [xs.length, ys.length];
  const [widthMm, heightMm] = [xs[columns - 1]! - xs[0]!, ys[0]! - ys[rows - 1]!];
  const sums: Sums = { doubleAreaMm2: 0, sixVolumesMm3: 0, highestMm: 0 };
  for (let row = 0; row + 1 < rows; row++) {
    measureRow(grid, row, sums);
    if ((row & 63) !== 0) continue;
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.(row / rows);
  }
  let wallAreaMm2 = 0;
  for (let column = 0; column + 1 < columns; column++) {
    const last = (rows - 1) * columns + column;
    const sum = heights[column]! + heights[column + 1]! + heights[last]! + heights[last + 1]!;
    wallAreaMm2 += ((xs[column + 1]! - xs[column]!) * sum) / 2;
  }
  for (let row = 0; row + 1 < rows; row++) {
    const [first, next] = [row * columns, (row + 1) * columns];
    const sum = heights[first]! + heights[next]! + heights[next - 1]! + heights[next + columns - 1]!;
    wallAreaMm2 += ((ys[row]! - ys[row + 1]!) * sum) / 2;
  }
  return {
    triangleCount: countGridTriangles(columns, rows),
    vertexCount: countGridVertices(columns, rows),
    shellCount: 1,
    volumeMm3: sums.sixVolumesMm3 / 6,
    surfaceAreaMm2: sums.doubleAreaMm2 / 2 + wallAreaMm2 + widthMm * heightMm,
    boundingBoxMm: { width: xs[columns - 1]!, height: ys[0]!, depth: sums.highestMm },
  };
}

interface Sums {
  doubleAreaMm2: number;
  sixVolumesMm3: number;
  highestMm: number;
}

function requireSound({ xs, ys, heights }: HeightGrid): void {
  let [nonFiniteCount, degenerateCount] = [0, 0];
  for (let sample = 0; sample < heights.length; sample++) {
    const height = heights[sample]!;
    if (height > 0 && height < Infinity) continue;
    if (Number.isFinite(height)) degenerateCount++;
    else nonFiniteCount++;
  }
  for (const lines of [xs, ys.toReversed()]) {
    for (const [index, place] of lines.entries()) {
      if (!Number.isFinite(place)) nonFiniteCount++;
      else if (index > 0 && place <= lines[index - 1]!) degenerateCount++;
    }
  }
  if (nonFiniteCount + degenerateCount === 0) return;
  throw new ModellingError('MESH_NOT_PRINTABLE', 'The mesh cannot be printed: it is not finite and solid.', {
    nonFiniteCount,
    degenerateCount,
  });
}

/** Adds the top of the cells below a line: two triangles each, with prisms down to z = 0 under them. */
function measureRow({ xs, ys, heights }: HeightGrid, row: number, sums: Sums): void {
  const upper = row * xs.length;
  const lower = upper + xs.length;
  const down = ys[row]! - ys[row + 1]!;
  let { doubleAreaMm2, sixVolumesMm3, highestMm } = sums;
  let x = xs[0]!;
  let upperLeft = heights[upper]!;
  let lowerLeft = heights[lower]!;
  highestMm = Math.max(highestMm, upperLeft, lowerLeft);
  for (let column = 1; column < xs.length; column++) {
    const across = xs[column]! - x;
    x = xs[column]!;
    const upperRight = heights[upper + column]!;
    const lowerRight = heights[lower + column]!;
    if (upperRight > highestMm) highestMm = upperRight;
    if (lowerRight > highestMm) highestMm = lowerRight;
    const isFalling = Math.abs(upperLeft - lowerRight) <= Math.abs(lowerLeft - upperRight);
    // Each triangle has one side along each axis; the normal is what they rise by, and the cell.
    const cell = across * down;
    const left = (upperLeft - lowerLeft) * across;
    const right = (upperRight - lowerRight) * across;
    const top = (upperLeft - upperRight) * down;
    const bottom = (lowerLeft - lowerRight) * down;
    const leftMate = isFalling ? bottom : top;
    const rightMate = isFalling ? top : bottom;
    doubleAreaMm2 +=
      Math.sqrt(left * left + leftMate * leftMate + cell * cell) +
      Math.sqrt(right * right + rightMate * rightMate + cell * cell);
    const sum = upperLeft + upperRight + lowerLeft + lowerRight;
    sixVolumesMm3 += cell * (sum + (isFalling ? upperLeft + lowerRight : lowerLeft + upperRight));
    upperLeft = upperRight;
    lowerLeft = lowerRight;
  }
  sums.doubleAreaMm2 = doubleAreaMm2;
  sums.sixVolumesMm3 = sixVolumesMm3;
  sums.highestMm = highestMm;
}
