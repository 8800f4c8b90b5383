import type { HeightGrid } from './height-grid.js';
import {
  countGridTriangles,
  countGridVertices,
  meshRow,
  meshWallsAndBase,
  traceBoundary,
} from './mesh-height-grid.js';
import { gatherCorners, type MeshSource } from './mesh-source.js';

/** Cells to a chunk of corners: what is written stays in the nearest cache until it is read. */
const CHUNK_CELLS = 256;

/**
 * The mesh of `meshHeightGrid`, value for value, computed from the heights as it is read: beside them it
 * takes a line of the grid, whatever the size.
 */
export function streamHeightGrid(grid: HeightGrid): MeshSource {
  const { xs, ys, heights } = grid;
  const columns = xs.length;
  const rows = ys.length;
  const boundary = traceBoundary(columns, rows);
  const topCount = columns * rows;
  let highest = 0;
  for (let sample = 0; sample < topCount; sample++)
    if (heights[sample]! > highest) highest = heights[sample]!;

  const basePositions = (): Float32Array => {
    const base = new Float32Array(3 * (boundary.length + 1));
    for (let place = 0; place < boundary.length; place++) {
      const row = Math.floor(boundary[place]! / columns);
      base[3 * place] = xs[boundary[place]! - row * columns]!;
      base[3 * place + 1] = ys[row]!;
    }
    base[base.length - 3] = xs[columns - 1]! / 2;
    base[base.length - 2] = ys[0]! / 2;
    return base;
  };
  const wallsAndBase = (): Uint32Array => {
    const indices = new Uint32Array(9 * boundary.length);
    meshWallsAndBase(boundary, topCount, indices, 0);
    return indices;
  };
  return {
    vertexCount: countGridVertices(columns, rows),
    triangleCount: countGridTriangles(columns, rows),
    box: { lower: [0, 0, 0], upper: [xs[columns - 1]!, ys[0]!, highest] },
    positions: function* () {
      const line = new Float32Array(3 * columns);
      for (let row = 0; row < rows; row++) {
        placeLine(grid, row, line);
        yield line;
      }
      yield basePositions();
    },
    triangles: function* () {
      const line = new Uint32Array(6 * (columns - 1));
      for (let row = 0; row + 1 < rows; row++) {
        meshRow(heights, columns, row, line, 0);
        yield line;
      }
      yield wallsAndBase();
    },
    corners: function* () {
      const corners = new Float32Array(18 * CHUNK_CELLS);
      for (let row = 0; row + 1 < rows; row++) {
        for (let column = 0; column + 1 < columns; column += CHUNK_CELLS) {
          const end = Math.min(columns - 1, column + CHUNK_CELLS);
          yield corners.subarray(0, placeCells(grid, row, column, end, corners));
        }
      }
      yield* wallCorners(grid, boundary, basePositions(), wallsAndBase());
    },
    colors: null,
    grid,
  };
}

function placeLine({ xs, ys, heights }: HeightGrid, row: number, line: Float32Array): void {
  const start = row * xs.length;
  for (let column = 0, next = 0; column < xs.length; column++, next += 3) {
    line[next] = xs[column]!;
    line[next + 1] = ys[row]!;
    line[next + 2] = heights[start + column]!;
  }
}

/** The two triangles of each cell, cut and turned as `meshRow` does; returns how many values were set. */
function placeCells(
  grid: HeightGrid,
  row: number,
  first: number,
  end: number,
  corners: Float32Array,
): number {
  const { xs, ys, heights } = grid;
  const upper = row * xs.length;
  const lower = upper + xs.length;
  const top = ys[row]!;
  const bottom = ys[row + 1]!;
  let left = xs[first]!;
  let upperLeft = heights[upper + first]!;
  let lowerLeft = heights[lower + first]!;
  let next = 0;
  for (let column = first + 1; column <= end; column++, next += 18) {
    const right = xs[column]!;
    const upperRight = heights[upper + column]!;
    const lowerRight = heights[lower + column]!;
    const isFalling = Math.abs(upperLeft - lowerRight) <= Math.abs(lowerLeft - upperRight);
    corners[next] = left;
    corners[next + 1] = top;
    corners[next + 2] = upperLeft;
    corners[next + 3] = left;
    corners[next + 4] = bottom;
    corners[next + 5] = lowerLeft;
    corners[next + 6] = right;
    corners[next + 7] = isFalling ? bottom : top;
    corners[next + 8] = isFalling ? lowerRight : upperRight;
    corners[next + 9] = right;
    corners[next + 10] = bottom;
    corners[next + 11] = lowerRight;
    corners[next + 12] = right;
    corners[next + 13] = top;
    corners[next + 14] = upperRight;
    corners[next + 15] = left;
    corners[next + 16] = isFalling ? top : bottom;
    corners[next + 17] = isFalling ? upperLeft : lowerLeft;
    left = right;
    upperLeft = upperRight;
    lowerLeft = lowerRight;
  }
  return next;
}

/** The corners of walls and base, looked up in the boundary alone: its top line, its feet, the middle. */
function wallCorners(
  grid: HeightGrid,
  boundary: Uint32Array,
  base: Float32Array,
  indices: Uint32Array,
): Generator<Float32Array> {
  const topCount = grid.heights.length;
  const placeOf = new Map(Array.from(boundary, (vertex, place) => [vertex, place]));
  const line = new Float32Array(base.length + 3 * boundary.length);
  line.set(base);
  for (let place = 0; place < boundary.length; place++) {
    const target = base.length + 3 * place;
    line.set(base.subarray(3 * place, 3 * place + 2), target);
    line[target + 2] = grid.heights[boundary[place]!]!;
  }
  const local = indices.map((vertex) =>
    vertex >= topCount ? vertex - topCount : base.length / 3 + placeOf.get(vertex)!,
  );
  return gatherCorners(line, [local]);
}
