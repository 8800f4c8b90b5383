import type { Loops } from './outline.js';

/** Nodes in rows from below, with one ring of nodes around those that curves may reach: (0, 0) is at `left`, `bottom`. */
export interface NodeGrid {
  columns: number;
  rows: number;
  left: number;
  bottom: number;
  pitchX: number;
  pitchY: number;
}

/** Which nodes curves enclose, and how near the curves cross the grid lines beside them. */
export interface GridCrossings {
  isInside: Uint8Array;
  /** For each node the share of the way to the next node where a curve first crosses; 2 where none does. */
  east: Float32Array;
  west: Float32Array;
  north: Float32Array;
  south: Float32Array;
}

/** The share that stands for a way without a crossing. */
export const UNCROSSED = 2;

/** Finds where curves cross the lines of a grid, and the nodes they enclose by the even-odd rule along rows. */
export function crossGrid(loops: Loops, grid: NodeGrid): GridCrossings {
  const count = grid.columns * grid.rows;
  const uncrossed = (): Float32Array => new Float32Array(count).fill(UNCROSSED);
  const found: GridCrossings = {
    isInside: new Uint8Array(count),
    east: uncrossed(),
    west: uncrossed(),
    north: uncrossed(),
    south: uncrossed(),
  };
  const { columns, rows, left, bottom, pitchX, pitchY } = grid;
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      const to = at + 2 === loop.length ? 0 : at + 2;
      const ax = (loop[at]! - left) / pitchX;
      const ay = (loop[at + 1]! - bottom) / pitchY;
      const bx = (loop[to]! - left) / pitchX;
      const by = (loop[to + 1]! - bottom) / pitchY;
      for (let row = Math.ceil(Math.min(ay, by)); row < Math.max(ay, by); row++) {
        const x = ax + ((row - ay) / (by - ay)) * (bx - ax);
        const column = Math.floor(x);
        const node = row * columns + column;
        // Counts of crossings to the right; their running parity is taken below.
        found.isInside[node + 1]! ^= 1;
        found.east[node] = Math.min(found.east[node]!, x - column);
        found.west[node + 1] = Math.min(found.west[node + 1]!, column + 1 - x);
      }
      for (let column = Math.ceil(Math.min(ax, bx)); column < Math.max(ax, bx); column++) {
        const y = ay + ((column - ax) / (bx - ax)) * (by - ay);
        const row = Math.floor(y);
        const node = row * columns + column;
        found.north[node] = Math.min(found.north[node]!, y - row);
        found.south[node + columns] = Math.min(found.south[node + columns]!, row + 1 - y);
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let node = row * columns + 1; node < (row + 1) * columns; node++) {
      found.isInside[node]! ^= found.isInside[node - 1]!;
    }
  }
  return found;
}
