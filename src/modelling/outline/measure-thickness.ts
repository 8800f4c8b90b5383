import { followEdge } from './follow-edge.js';
import type { Loops } from './outline.js';

/**
 * How thick the subject is at each point of its outline: the way from the point along its direction to the
 * next edge of any curve, at most `reachMm`.
 *
 * @param directions for each point, into the subject, of any length
 */
export function measureThickness(loops: Loops, directions: Loops, reachMm: number): Float64Array[] {
  const grid = sortIntoCells(loops, reachMm);
  const thicknesses = loops.map((loop) => new Float64Array(loop.length / 2).fill(reachMm));
  const lower = (number: number, point: number, way: number): void => {
    const thickness = thicknesses[number]!;
    const at = point % thickness.length;
    if (way < thickness[at]!) thickness[at] = way;
  };
  for (const [number, thickness] of thicknesses.entries()) {
    for (let point = 0; point < thickness.length; point++) {
      const { wayMm, hit } = castRay(loops, grid, number, point, directions[number]!, reachMm);
      lower(number, point, wayMm);
      // A long edge has no point of its own near a small hole beside it.
      if (hit === null || hit.number === number) continue;
      lower(hit.number, hit.at / 2, wayMm);
      lower(hit.number, hit.at / 2 + 1, wayMm);
    }
  }
  return thicknesses;
}

/** Edges, as pairs of loop number and place in the loop, by the square cells that they pass. */
interface Cells {
  sizeMm: number;
  columns: number;
  left: number;
  bottom: number;
  edges: (number[] | undefined)[];
}

const MOST_CELLS = 2 ** 20;

function sortIntoCells(loops: Loops, reachMm: number): Cells {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      left = Math.min(left, loop[at]!);
      right = Math.max(right, loop[at]!);
      bottom = Math.min(bottom, loop[at + 1]!);
      top = Math.max(top, loop[at + 1]!);
    }
  }
  const sizeMm = Math.max(reachMm / 2, Math.sqrt(((right - left) * (top - bottom)) / MOST_CELLS));
  const columns = Math.floor((right - left) / sizeMm) + 1;
  const edges: Cells['edges'] = [];
  const cells: Cells = { sizeMm, columns, left, bottom, edges };
  for (const [number, loop] of loops.entries()) {
    for (let at = 0; at < loop.length; at += 2) {
      const to = at + 2 === loop.length ? 0 : at + 2;
      visitCells(cells, loop[at]!, loop[at + 1]!, loop[to]!, loop[to + 1]!, (cell) => {
        (edges[cell] ??= []).push(number, at);
      });
    }
  }
  return cells;
}

function visitCells(
  { sizeMm, columns, left, bottom }: Cells,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  visit: (cell: number) => void,
): void {
  // Where a ray meets an edge on the line between two cells, rounding must not put them into different ones.
  const reach = 1e-6 * sizeMm;
  followEdge(ax - left, ay - bottom, bx - left, by - bottom, reach, sizeMm, (row, first, last) => {
    for (let column = first; column <= Math.min(columns - 1, last); column++) visit(row * columns + column);
  });
}

/** The edge that a ray ends on. */
interface Hit {
  number: number;
  at: number;
}

function castRay(
  loops: Loops,
  cells: Cells,
  number: number,
  point: number,
  directions: Float64Array,
  reachMm: number,
): { wayMm: number; hit: Hit | null } {
  const own = loops[number]!;
  const [x, y] = [own[2 * point]!, own[2 * point + 1]!];
  const length = Math.hypot(directions[2 * point]!, directions[2 * point + 1]!);
  const scale = length === 0 ? 0 : reachMm / length;
  const [dx, dy] = [directions[2 * point]! * scale, directions[2 * point + 1]! * scale];
  const before = 2 * (point === 0 ? own.length / 2 - 1 : point - 1);
  let share = 1;
  const hits: Hit[] = [];
  visitCells(cells, x, y, x + dx, y + dy, (cell) => {
    const edges = cells.edges[cell] ?? [];
    for (let entry = 0; entry < edges.length; entry += 2) {
      const at = edges[entry + 1]!;
      // The point's own two edges.
      if (edges[entry] === number && (at === 2 * point || at === before)) continue;
      const loop = loops[edges[entry]!]!;
      const to = at + 2 === loop.length ? 0 : at + 2;
      const [ex, ey] = [loop[to]! - loop[at]!, loop[to + 1]! - loop[at + 1]!];
      const [fx, fy] = [loop[at]! - x, loop[at + 1]! - y];
      const cross = dx * ey - dy * ex;
      if (cross === 0) continue;
      const along = (fx * ey - fy * ex) / cross;
      const across = (fx * dy - fy * dx) / cross;
      if (along > 0 && along < share && across >= 0 && across <= 1) {
        share = along;
        hits.push({ number: edges[entry]!, at });
      }
    }
  });
  return { wayMm: share * reachMm, hit: hits.at(-1) ?? null };
}
