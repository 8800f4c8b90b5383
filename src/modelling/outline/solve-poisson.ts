import { UNCROSSED, type GridCrossings, type NodeGrid } from './cross-grid.js';

/** The residual, as a share of the right side's norm, at which the solution is good enough for a surface. */
const TOLERANCE = 1e-4;

const MOST_ITERATIONS = 60;

/** Crossings nearer to a node than this share of a pitch would make the system stiff and tell nothing. */
const NEAREST_CROSSING = 0.1;

/** Below this many nodes a level is solved by sweeps alone. */
const FEWEST_NODES = 24;
const COARSEST_SWEEPS = 12;

/** One level of the hierarchy: a grid with a ring of nodes that stay 0. */
interface Level {
  columns: number;
  /** Nodes inside, ascending. */
  nodes: Uint32Array;
  diagonal: Float32Array;
  solution: Float32Array;
  right: Float32Array;
  isInside: Uint8Array;
}

/**
 * Solves ∇²u = −1 inside curves, u = 0 on them and outside, in units of the pitch across. The curves' crossings
 * with the grid lines enter the stencil (Gibou et al., 2002), which keeps it symmetric and the solution smooth up
 * to an edge that lies between the nodes.
 *
 * Conjugate gradients, preconditioned by one multigrid cycle of symmetric sweeps. A coarse node counts as
 * inside only where its four children are: with any other rule the cycle is no longer definite on ragged masks.
 *
 * @returns u at every node, and how many iterations it took
 */
export function solvePoisson(
  grid: NodeGrid,
  crossings: GridCrossings,
): { solution: Float32Array; iterations: number } {
  const weightY = (grid.pitchX / grid.pitchY) ** 2;
  const levels = buildLevels(grid, crossings, weightY);
  const fine = levels[0]!;
  const { nodes, columns, diagonal } = fine;
  const count = grid.columns * grid.rows;
  const solution = new Float32Array(count);
  const residual = fine.right;
  const direction = new Float32Array(count);
  const product = new Float32Array(count);
  for (const node of nodes) residual[node] = 1;
  const goal = TOLERANCE * TOLERANCE * nodes.length;

  let rho = 0;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    cycle(levels, 0, weightY);
    const next = dot(nodes, residual, fine.solution);
    const momentum = iteration === 0 ? 0 : next / rho;
    rho = next;
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      direction[node] = fine.solution[node]! + momentum * direction[node]!;
    }
    let curvature = 0;
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      const value =
        diagonal[node]! * direction[node]! -
        direction[node - 1]! -
        direction[node + 1]! -
        weightY * (direction[node - columns]! + direction[node + columns]!);
      product[node] = value;
      curvature += value * direction[node]!;
    }
    const step = rho / curvature;
    let square = 0;
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      solution[node]! += step * direction[node]!;
      const left = residual[node]! - step * product[node]!;
      residual[node] = left;
      square += left * left;
    }
    if (!(square > goal)) return { solution, iterations: iteration + 1 };
  }
  return { solution, iterations: MOST_ITERATIONS };
}

function dot(nodes: Uint32Array, a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    sum += a[node]! * b[node]!;
  }
  return sum;
}

function buildLevels(grid: NodeGrid, crossings: GridCrossings, weightY: number): Level[] {
  const levels = [makeFinest(grid, crossings, weightY)];
  let { columns, rows } = grid;
  for (;;) {
    const fine = levels.at(-1)!;
    if (fine.nodes.length < FEWEST_NODES) return levels;
    const wide = Math.ceil((columns - 2) / 2) + 2;
    const high = Math.ceil((rows - 2) / 2) + 2;
    const isInside = new Uint8Array(wide * high);
    for (let row = 1; row + 1 < high; row++) {
      for (let column = 1; column + 1 < wide; column++) {
        const child = (2 * row - 1) * columns + 2 * column - 1;
        const isWhole =
          2 * row < rows - 1 &&
          2 * column < columns - 1 &&
          fine.isInside[child]! &
            fine.isInside[child + 1]! &
            fine.isInside[child + columns]! &
            fine.isInside[child + columns + 1]!;
        if (isWhole) isInside[row * wide + column] = 1;
      }
    }
    const level = makeLevel(wide, isInside);
    if (level.nodes.length === 0) return levels;
    level.diagonal.fill(2 + 2 * weightY);
    levels.push(level);
    [columns, rows] = [wide, high];
  }
}

function makeLevel(columns: number, isInside: Uint8Array): Level {
  let count = 0;
  for (const flag of isInside) count += flag;
  const nodes = new Uint32Array(count);
  for (let node = 0, next = 0; node < isInside.length; node++) if (isInside[node] === 1) nodes[next++] = node;
  const field = (): Float32Array => new Float32Array(isInside.length);
  return { columns, nodes, isInside, diagonal: field(), solution: field(), right: field() };
}

function makeFinest(grid: NodeGrid, crossings: GridCrossings, weightY: number): Level {
  const level = makeLevel(grid.columns, crossings.isInside);
  const pull = (share: number): number => (share === UNCROSSED ? 1 : 1 / Math.max(NEAREST_CROSSING, share));
  for (const node of level.nodes) {
    const across = pull(crossings.east[node]!) + pull(crossings.west[node]!);
    const along = pull(crossings.north[node]!) + pull(crossings.south[node]!);
    level.diagonal[node] = across + weightY * along;
  }
  return level;
}

/** One cycle from a level's `right` to its `solution`: sweep, correct from the coarser level, sweep back. */
function cycle(levels: Level[], depth: number, weightY: number): void {
  const level = levels[depth]!;
  level.solution.fill(0);
  const coarse = levels[depth + 1];
  if (coarse === undefined) {
    for (let sweeps = 0; sweeps < COARSEST_SWEEPS; sweeps++) {
      sweep(level, weightY, false);
      sweep(level, weightY, true);
    }
    return;
  }
  sweep(level, weightY, false);
  restrict(level, coarse, weightY);
  cycle(levels, depth + 1, weightY);
  prolong(level, coarse);
  sweep(level, weightY, true);
}

/** Gauss–Seidel, upwards or downwards. */
function sweep(level: Level, weightY: number, isDownwards: boolean): void {
  const { nodes, columns, diagonal, solution, right } = level;
  const last = nodes.length - 1;
  for (let at = 0; at <= last; at++) {
    const node = nodes[isDownwards ? last - at : at]!;
    const around =
      solution[node - 1]! +
      solution[node + 1]! +
      weightY * (solution[node - columns]! + solution[node + columns]!);
    solution[node] = (right[node]! + around) / diagonal[node]!;
  }
}

/** The coarse right side: the sum of what is left over at the four children. */
function restrict(level: Level, coarse: Level, weightY: number): void {
  const { columns, diagonal, solution, right } = level;
  const leftOver = (node: number): number =>
    right[node]! -
    diagonal[node]! * solution[node]! +
    solution[node - 1]! +
    solution[node + 1]! +
    weightY * (solution[node - columns]! + solution[node + columns]!);
  for (let at = 0; at < coarse.nodes.length; at++) {
    const node = coarse.nodes[at]!;
    const child = firstChild(node, coarse.columns, columns);
    coarse.right[node] =
      leftOver(child) + leftOver(child + 1) + leftOver(child + columns) + leftOver(child + columns + 1);
  }
}

function prolong(level: Level, coarse: Level): void {
  const { columns, solution } = level;
  for (let at = 0; at < coarse.nodes.length; at++) {
    const node = coarse.nodes[at]!;
    const child = firstChild(node, coarse.columns, columns);
    const value = coarse.solution[node]!;
    solution[child]! += value;
    solution[child + 1]! += value;
    solution[child + columns]! += value;
    solution[child + columns + 1]! += value;
  }
}

function firstChild(node: number, coarseColumns: number, columns: number): number {
  const row = Math.floor(node / coarseColumns);
  return (2 * row - 1) * columns + 2 * (node - row * coarseColumns) - 1;
}
