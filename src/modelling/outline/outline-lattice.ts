import { findConflicts } from './find-conflicts.js';
import type { GridCrossings, NodeGrid } from './cross-grid.js';
import { followEdge } from './follow-edge.js';
import type { Loops } from './outline.js';

/** How far, in pitches, nodes may be beside their grid points, and a little more. */
const SIDESTEP_REACH = 0.02;

/** The whole cells of a grid well inside curves, and what bounds them. */
export interface Lattice {
  /** One flag to a cell, at its lower left node. */
  isCell: Uint8Array;
  /** The nodes along the boundary, the cells to the left: one row of nodes to a curve. */
  borders: Uint32Array[];
}

/**
 * Chooses the cells whose corners all lie at least about a pitch inside the curves, so that a strip of sound
 * triangles fits between. Where two cells meet at a corner only, one gives way.
 *
 * @param placeOf where a node is, which may be a little beside its grid point
 * @param curves what the cells have to keep clear of by `clearanceMm`
 */
export function chooseLattice(
  grid: NodeGrid,
  crossings: GridCrossings,
  placeOf: (node: number) => readonly [number, number],
  curves: Loops,
  clearanceMm: number,
): Lattice {
  const isDeep = findDeepNodes(grid, crossings);
  const isPassed = findPassedCells(grid, curves);
  const { columns } = grid;
  for (;;) {
    const isCell = new Uint8Array(isDeep.length);
    for (let node = 0; node + columns + 1 < isDeep.length; node++) {
      isCell[node] =
        isDeep[node]! &
        isDeep[node + 1]! &
        isDeep[node + columns]! &
        isDeep[node + columns + 1]! &
        ~isPassed[node]!;
    }
    dropPinches(isCell, columns);
    const borders = traceBorders(isCell, columns);
    if (borders.length === 0) return { isCell, borders };
    const loops = borders.map((border) => Float64Array.from(Array.from(border).flatMap(placeOf)));
    const { flags, count } = findConflicts([...loops, ...curves], clearanceMm);
    if (count === 0) return { isCell, borders };
    let start = 0;
    let droppedCount = 0;
    for (const border of borders) {
      for (const [index, node] of border.entries()) {
        if (flags[start + index] === 0) continue;
        for (const end of [node, border[(index + 1) % border.length]!]) {
          droppedCount += isDeep[end]!;
          isDeep[end] = 0;
        }
      }
      start += border.length;
    }
    // Only curves in conflict with each other are left.
    if (droppedCount === 0) return { isCell, borders };
  }
}

/** Cells that curves pass: one that is smaller than a cell may cross none of the grid's lines. */
function findPassedCells(
  { columns, rows, left, bottom, pitchX, pitchY }: NodeGrid,
  curves: Loops,
): Uint8Array {
  const isPassed = new Uint8Array(columns * rows);
  for (const curve of curves) {
    for (let at = 0; at < curve.length; at += 2) {
      const to = at + 2 === curve.length ? 0 : at + 2;
      const [ax, ay] = [(curve[at]! - left) / pitchX, (curve[at + 1]! - bottom) / pitchY];
      const [bx, by] = [(curve[to]! - left) / pitchX, (curve[to + 1]! - bottom) / pitchY];
      followEdge(ax, ay, bx, by, SIDESTEP_REACH, 1, (row, first, last) => {
        isPassed.fill(1, row * columns + first, row * columns + last + 1);
      });
    }
  }
  return isPassed;
}

/** Nodes with all eight neighbours inside and no curve on the way to the nearest four. */
function findDeepNodes({ columns }: NodeGrid, crossings: GridCrossings): Uint8Array {
  const { isInside, east, west, north, south } = crossings;
  const isDeep = new Uint8Array(isInside.length);
  for (let node = columns + 1; node < isInside.length - columns - 1; node++) {
    if (isInside[node] === 0) continue;
    if (east[node]! + west[node]! + north[node]! + south[node]! > 0) continue;
    isDeep[node] =
      isInside[node - columns - 1]! &
      isInside[node - columns + 1]! &
      isInside[node + columns - 1]! &
      isInside[node + columns + 1]!;
  }
  return isDeep;
}

function dropPinches(isCell: Uint8Array, columns: number): void {
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let node = columns + 1; node < isCell.length; node++) {
      const [ne, nw] = [isCell[node]!, isCell[node - 1]!];
      const [se, sw] = [isCell[node - columns]!, isCell[node - columns - 1]!];
      if (ne === sw && nw === se && ne !== nw) {
        isCell[ne === 1 ? node : node - 1] = 0;
        hasChanged = true;
      }
    }
  }
}

/** Follows the cells' boundary; with pinches gone each node on it has one way on. */
function traceBorders(isCell: Uint8Array, columns: number): Uint32Array[] {
  const next = new Map<number, number>();
  for (let cell = columns + 1; cell < isCell.length - columns; cell++) {
    if (isCell[cell] === 0) continue;
    if (isCell[cell - columns] === 0) next.set(cell, cell + 1);
    if (isCell[cell + 1] === 0) next.set(cell + 1, cell + columns + 1);
    if (isCell[cell + columns] === 0) next.set(cell + columns + 1, cell + columns);
    if (isCell[cell - 1] === 0) next.set(cell + columns, cell);
  }
  const borders: Uint32Array[] = [];
  for (const start of [...next.keys()]) {
    const border: number[] = [];
    for (let node = start; ;) {
      const following = next.get(node);
      if (following === undefined) break;
      next.delete(node);
      border.push(node);
      node = following;
    }
    if (border.length > 0) borders.push(Uint32Array.from(border));
  }
  return borders;
}
