import type { HeightGrid } from './height-grid.js';
import type { Mesh } from './mesh.js';

/** The number of triangles of the solid over a grid: two to a cell, two to an edge of the wall, one of the base. */
export function countGridTriangles(columns: number, rows: number): number {
  const edgeCount = 2 * (columns - 1) + 2 * (rows - 1);
  return 2 * (columns - 1) * (rows - 1) + 3 * edgeCount;
}

/** The number of its vertices: the samples, those of the boundary once more as feet, and the middle of the base. */
export function countGridVertices(columns: number, rows: number): number {
  return columns * rows + 2 * (columns - 1) + 2 * (rows - 1) + 1;
}

/**
 * The closed solid under a height grid, down to z = 0.
 *
 * Each cell is cut along the diagonal whose ends differ less in height, which follows ridges instead of
 * notching them. Walls go straight down from the boundary. The base is a fan from one interior point over
 * every boundary vertex: dropping collinear ones, as ear cutting does, would leave T-junctions at the walls.
 */
export function meshHeightGrid(
  grid: HeightGrid,
  onProgress: (fraction: number) => void = () => undefined,
): Mesh {
  const columns = grid.xs.length;
  const rows = grid.ys.length;
  const boundary = traceBoundary(columns, rows);
  const topCount = columns * rows;
  const positions = new Float32Array(3 * countGridVertices(columns, rows));
  placeTop(grid, positions);
  placeBase(grid, boundary, topCount, positions);

  const indices = new Uint32Array(3 * countGridTriangles(columns, rows));
  let next = 0;
  for (let row = 0; row + 1 < rows; row++) {
    next = meshRow(grid.heights, columns, row, indices, next);
    if ((row & 255) === 255) onProgress(row / rows);
  }
  meshWallsAndBase(boundary, topCount, indices, next);
  return { positions, indices };
}

/** The top's boundary vertices, counter-clockwise seen from above, beginning at the upper left corner. */
export function traceBoundary(columns: number, rows: number): Uint32Array {
  const boundary = new Uint32Array(2 * (columns - 1) + 2 * (rows - 1));
  let next = 0;
  for (let row = 0; row < rows - 1; row++) boundary[next++] = row * columns;
  for (let column = 0; column < columns - 1; column++) boundary[next++] = (rows - 1) * columns + column;
  for (let row = rows - 1; row > 0; row--) boundary[next++] = row * columns + columns - 1;
  for (let column = columns - 1; column > 0; column--) boundary[next++] = column;
  return boundary;
}

function placeTop(grid: HeightGrid, positions: Float32Array): void {
  const { xs, ys, heights } = grid;
  let next = 0;
  let sample = 0;
  for (const y of ys) {
    for (const x of xs) {
      positions[next] = x;
      positions[next + 1] = y;
      positions[next + 2] = heights[sample++]!;
      next += 3;
    }
  }
}

/** The boundary once more at z = 0, then the centre of the fan. */
function placeBase(grid: HeightGrid, boundary: Uint32Array, topCount: number, positions: Float32Array): void {
  let next = 3 * topCount;
  for (const vertex of boundary) {
    positions[next] = positions[3 * vertex]!;
    positions[next + 1] = positions[3 * vertex + 1]!;
    next += 3;
  }
  positions[next] = grid.xs.at(-1)! / 2;
  positions[next + 1] = grid.ys[0]! / 2;
}

/** The triangles of the cells below a line, from place `start`; returns the place after them. */
export function meshRow(
  heights: Float32Array,
  columns: number,
  row: number,
  indices: Uint32Array,
  start: number,
): number {
  let next = start;
  let upper = row * columns;
  for (let column = 0; column + 1 < columns; column++, upper++) {
    const lower = upper + columns;
    const falling = Math.abs(heights[upper]! - heights[lower + 1]!);
    const rising = Math.abs(heights[lower]! - heights[upper + 1]!);
    indices[next] = upper;
    indices[next + 1] = lower;
    indices[next + 3] = lower + 1;
    indices[next + 4] = upper + 1;
    if (falling <= rising) {
      indices[next + 2] = lower + 1;
      indices[next + 5] = upper;
    } else {
      indices[next + 2] = upper + 1;
      indices[next + 5] = lower;
    }
    next += 6;
  }
  return next;
}

/** The walls under a boundary, whose feet and the base's middle are numbered from `topCount`, and the base. */
export function meshWallsAndBase(
  boundary: Uint32Array,
  topCount: number,
  indices: Uint32Array,
  start: number,
): void {
  const count = boundary.length;
  const centre = topCount + count;
  let next = start;
  for (let index = 0; index < count; index++) {
    const following = index + 1 === count ? 0 : index + 1;
    const top = boundary[index]!;
    const topFollowing = boundary[following]!;
    const foot = topCount + index;
    const footFollowing = topCount + following;
    indices.set([top, foot, topFollowing, topFollowing, foot, footFollowing], next);
    indices.set([centre, footFollowing, foot], next + 6);
    next += 9;
  }
}
