import type { GridCrossings, NodeGrid } from './cross-grid.js';

/**
 * One level of a multigrid hierarchy for the five-point stencil: `(2 + 2 weightY) u − u_east − u_west −
 * weightY (u_north + u_south)`, on the finest level with the diagonal that curves between the nodes call for.
 * All fields are 0 outside.
 */
export interface PoissonLevel {
  columns: number;
  weightY: number;
  isInside: Uint8Array;
  /** The nodes inside, row by row, as pairs: the first of a run, and the one after its last. */
  runs: Uint32Array;
  /** 1 over the diagonal at each node. */
  inverse: Float32Array;
  right: Float32Array;
  solution: Float32Array;
  /** Room for one field, of no meaning between calls. */
  scratch: Float32Array;
  /** For each node of the next level, in the order of its runs, the lower left of its four children on this one. */
  children: Uint32Array;
}

/** A level of fewer nodes needs none below it. */
const FEWEST_NODES = 24;

/**
 * Lays the levels over a grid, each with half the nodes of the one before along either side. A coarse node is
 * inside only where its four children are: on ragged masks any other rule lets corrections overshoot.
 */
export function layPoissonLevels(grid: NodeGrid, crossings: GridCrossings): PoissonLevel[] {
  const weightY = (grid.pitchX / grid.pitchY) ** 2;
  let { columns, rows } = grid;
  let level = makeLevel(columns, weightY, crossings.isInside);
  invertDiagonal(level, crossings);
  const levels = [level];
  while (countNodes(level) >= FEWEST_NODES) {
    const wide = Math.ceil((columns - 2) / 2) + 2;
    const high = Math.ceil((rows - 2) / 2) + 2;
    const isInside = new Uint8Array(wide * high);
    for (let row = 1; 2 * row < rows - 1; row++) halveRow(level.isInside, columns, isInside, wide, row);
    const coarse = makeLevel(wide, weightY, isInside);
    const count = countNodes(coarse);
    if (count === 0) return levels;
    coarse.inverse.fill(1 / (2 + 2 * weightY));
    level.children = listChildren(coarse, count, columns);
    levels.push(coarse);
    level = coarse;
    [columns, rows] = [wide, high];
  }
  return levels;
}

function halveRow(fine: Uint8Array, columns: number, coarse: Uint8Array, wide: number, row: number): void {
  let child = (2 * row - 1) * columns + 1;
  for (let column = 1; 2 * column < columns - 1; column++, child += 2) {
    const above = child + columns;
    coarse[row * wide + column] = fine[child]! & fine[child + 1]! & fine[above]! & fine[above + 1]!;
  }
}

function listChildren({ runs, columns: wide }: PoissonLevel, count: number, columns: number): Uint32Array {
  const children = new Uint32Array(count);
  let next = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const row = Math.floor(runs[at]! / wide);
    let child = (2 * row - 1) * columns + 2 * (runs[at]! - row * wide) - 1;
    for (let node = runs[at]!; node < runs[at + 1]!; node++, child += 2) children[next++] = child;
  }
  return children;
}

/** A level without a diagonal and children. */
function makeLevel(columns: number, weightY: number, isInside: Uint8Array): PoissonLevel {
  const field = (): Float32Array => new Float32Array(isInside.length);
  return {
    columns,
    weightY,
    isInside,
    runs: findRuns(isInside),
    inverse: field(),
    right: field(),
    solution: field(),
    scratch: field(),
    children: new Uint32Array(0),
  };
}

/** No run passes a row's end: the outermost nodes are never inside. */
function findRuns(isInside: Uint8Array): Uint32Array {
  const runs: number[] = [];
  for (let node = isInside.indexOf(1); node >= 0;) {
    let end = node + 1;
    while (isInside[end] === 1) end++;
    runs.push(node, end);
    node = isInside.indexOf(1, end);
  }
  return Uint32Array.from(runs);
}

function countNodes({ runs }: PoissonLevel): number {
  let count = 0;
  for (let at = 0; at < runs.length; at += 2) count += runs[at + 1]! - runs[at]!;
  return count;
}

/** Fills in the finest level's `inverse`. */
function invertDiagonal(level: PoissonLevel, { east, west, north, south }: GridCrossings): void {
  const { runs, weightY, inverse } = level;
  for (let at = 0; at < runs.length; at += 2) {
    for (let node = runs[at]!; node < runs[at + 1]!; node++) {
      const across = (east[node]! || 1) + (west[node]! || 1);
      const along = (north[node]! || 1) + (south[node]! || 1);
      inverse[node] = 1 / (across + weightY * along);
    }
  }
}
