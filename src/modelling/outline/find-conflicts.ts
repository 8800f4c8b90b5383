import { followEdge } from './follow-edge.js';
import type { Loops } from './outline.js';

/** Edges of all loops in one numbering: edge i runs from point i to the next point of its loop. */
interface Edges {
  x: Float64Array;
  y: Float64Array;
  next: Uint32Array;
}

/** Edges to a cell of the search grid, roughly. */
const CELL_EDGES = 2;

/**
 * Finds edges that cross, or come nearer than the clearance to, another edge, unless a short way along the
 * curve joins the two. A spike that folds back on itself counts too.
 *
 * @returns one flag to a point, all loops in a row: 1 when the edge that starts there is in conflict
 */
export function findConflicts(loops: Loops, clearanceMm: number): { flags: Uint8Array; count: number } {
  const edges = listEdges(loops);
  const flags = new Uint8Array(edges.x.length);
  const grid = layGrid(edges, clearanceMm);
  let count = 0;
  const flag = (edge: number): void => {
    if (flags[edge] === 0) count++;
    flags[edge] = 1;
  };
  for (const start of grid.firsts) {
    for (let first = start; first > 0; first = grid.following[first]!) {
      const a = grid.edges[first]!;
      for (let second = grid.following[first]!; second > 0; second = grid.following[second]!) {
        const b = grid.edges[second]!;
        if (flags[a] === 1 && flags[b] === 1) continue;
        if (!isConflict(edges, a, b, clearanceMm)) continue;
        flag(a);
        flag(b);
      }
    }
  }
  return { flags, count };
}

function listEdges(loops: Loops): Edges {
  const count = loops.reduce((sum, loop) => sum + loop.length / 2, 0);
  const edges: Edges = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    next: new Uint32Array(count),
  };
  let start = 0;
  for (const loop of loops) {
    const length = loop.length / 2;
    for (let point = 0; point < length; point++) {
      edges.x[start + point] = loop[2 * point]!;
      edges.y[start + point] = loop[2 * point + 1]!;
      edges.next[start + point] = start + (point + 1 === length ? 0 : point + 1);
    }
    start += length;
  }
  return edges;
}

/** Edges by the cells that they pass: for each cell its first entry, for each entry the following one; 0 is none. */
interface EdgeGrid {
  firsts: Uint32Array;
  following: Uint32Array;
  edges: Uint32Array;
}

/** Sorts edges into the cells that they pass, or come within half the clearance of. */
function layGrid(edges: Edges, clearanceMm: number): EdgeGrid {
  const { x, y, next } = edges;
  let [left, right, bottom, top, total] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (let edge = 0; edge < x.length; edge++) {
    left = Math.min(left, x[edge]!);
    right = Math.max(right, x[edge]!);
    bottom = Math.min(bottom, y[edge]!);
    top = Math.max(top, y[edge]!);
    total += Math.abs(x[next[edge]!]! - x[edge]!) + Math.abs(y[next[edge]!]! - y[edge]!);
  }
  const fewest = Math.sqrt(((right - left) * (top - bottom) * CELL_EDGES) / (4 * x.length + 1));
  const size = Math.max(total / x.length, fewest, 2 * clearanceMm);
  const columns = Math.floor((right - left) / size) + 2;
  const rows = Math.floor((top - bottom) / size) + 2;
  const grid: EdgeGrid = {
    firsts: new Uint32Array(columns * rows),
    following: new Uint32Array(3 * x.length + 16),
    edges: new Uint32Array(3 * x.length + 16),
  };
  let entry = 0;
  let edge = 0;
  const visit = (row: number, first: number, last: number): void => {
    for (let cell = row * columns + first; cell <= row * columns + last; cell++) {
      entry++;
      if (entry === grid.edges.length) lengthen(grid);
      grid.edges[entry] = edge;
      grid.following[entry] = grid.firsts[cell]!;
      grid.firsts[cell] = entry;
    }
  };
  for (; edge < x.length; edge++) {
    const other = next[edge]!;
    const [ax, ay, bx, by] = [x[edge]! - left, y[edge]! - bottom, x[other]! - left, y[other]! - bottom];
    followEdge(ax, ay, bx, by, clearanceMm / 2, size, visit);
  }
  return grid;
}

function lengthen(grid: EdgeGrid): void {
  for (const name of ['following', 'edges'] as const) {
    const longer = new Uint32Array(2 * grid[name].length);
    longer.set(grid[name]);
    grid[name] = longer;
  }
}

function isConflict(edges: Edges, a: number, b: number, clearanceMm: number): boolean {
  const { x, y, next } = edges;
  const [a2, b2] = [next[a]!, next[b]!];
  if (a2 === b2 || a === b) return false;
  if (a2 === b) return isSpike(edges, a, b);
  if (b2 === a) return isSpike(edges, b, a);
  const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!];
  const [ax2, ay2, bx2, by2] = [x[a2]!, y[a2]!, x[b2]!, y[b2]!];
  if (Math.max(ax, ax2) + clearanceMm < Math.min(bx, bx2)) return false;
  if (Math.max(bx, bx2) + clearanceMm < Math.min(ax, ax2)) return false;
  if (Math.max(ay, ay2) + clearanceMm < Math.min(by, by2)) return false;
  if (Math.max(by, by2) + clearanceMm < Math.min(ay, ay2)) return false;
  const sideA = Math.sign((ax2 - ax) * (by - ay) - (ay2 - ay) * (bx - ax));
  const sideA2 = Math.sign((ax2 - ax) * (by2 - ay) - (ay2 - ay) * (bx2 - ax));
  const sideB = Math.sign((bx2 - bx) * (ay - by) - (by2 - by) * (ax - bx));
  const sideB2 = Math.sign((bx2 - bx) * (ay2 - by) - (by2 - by) * (ax2 - bx));
  if (sideA * sideA2 <= 0 && sideB * sideB2 <= 0) return true;
  const limit = clearanceMm * clearanceMm;
  const isNear =
    squareToEdge(ax, ay, bx, by, bx2, by2) < limit ||
    squareToEdge(ax2, ay2, bx, by, bx2, by2) < limit ||
    squareToEdge(bx, by, ax, ay, ax2, ay2) < limit ||
    squareToEdge(bx2, by2, ax, ay, ax2, ay2) < limit;
  return isNear && !isShortWay(edges, a, b, clearanceMm) && !isShortWay(edges, b, a, clearanceMm);
}

/** Whether edge `b` turns back along `a`, which ends where `b` starts. */
function isSpike({ x, y, next }: Edges, a: number, b: number): boolean {
  const end = next[b]!;
  const [ux, uy, vx, vy] = [x[b]! - x[a]!, y[b]! - y[a]!, x[end]! - x[b]!, y[end]! - y[b]!];
  const dot = ux * vx + uy * vy;
  const cross = ux * vy - uy * vx;
  return dot < 0 && Math.abs(cross) < -0.05 * dot;
}

/** Whether the way along the curve from the end of `a` to the start of `b` is of the clearance's order. */
function isShortWay({ x, y, next }: Edges, a: number, b: number, clearanceMm: number): boolean {
  let way = 0;
  let point = next[a]!;
  for (let steps = 0; point !== b && steps < 16; steps++) {
    const following = next[point]!;
    way += Math.hypot(x[following]! - x[point]!, y[following]! - y[point]!);
    if (way > 4 * clearanceMm) return false;
    point = following;
  }
  return point === b;
}

function squareToEdge(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  const [ex, ey] = [px - ax - share * dx, py - ay - share * dy];
  return ex * ex + ey * ey;
}
