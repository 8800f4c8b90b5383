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
  /**
   * For each node how hard a curve that crosses the way to the next node pulls it: 1 over the share of the way to
   * the first crossing, at most `STRONGEST_PULL`; 0 where no curve crosses.
   */
  east: Float32Array;
  west: Float32Array;
  north: Float32Array;
  south: Float32Array;
}

/** Crossings nearer to a node than a tenth of the way would make a system of equations stiff and tell nothing. */
const STRONGEST_PULL = 10;

/** Finds where curves cross the lines of a grid, and the nodes they enclose by the even-odd rule along rows. */
export function crossGrid(loops: Loops, grid: NodeGrid): GridCrossings {
  const count = grid.columns * grid.rows;
  const { columns, rows, left, bottom, pitchX, pitchY } = grid;
  const isInside = new Uint8Array(count);
  // Most nodes see no curve: memory that is never written costs next to nothing.
  const [east, west, north, south] = [0, 1, 2, 3].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
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
        isInside[node + 1]! ^= 1;
        note(east, node, x - column);
        note(west, node + 1, column + 1 - x);
      }
      for (let column = Math.ceil(Math.min(ax, bx)); column < Math.max(ax, bx); column++) {
        const y = ay + ((column - ax) / (bx - ax)) * (by - ay);
        const row = Math.floor(y);
        const node = row * columns + column;
        note(north, node, y - row);
        note(south, node + columns, row + 1 - y);
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let node = row * columns + 1; node < (row + 1) * columns; node++)
      isInside[node]! ^= isInside[node - 1]!;
  }
  return { isInside, east, west, north, south };
}

/** Keeps the strongest pull, which is that of the first crossing. */
function note(pulls: Float32Array, node: number, share: number): void {
  const pull = Math.min(STRONGEST_PULL, 1 / share);
  if (pull > pulls[node]!) pulls[node] = pull;
}
