import { crossGrid, type GridCrossings, type NodeGrid } from './cross-grid.js';
import type { Loops } from './outline.js';
import { layPoissonLevels, type PoissonLevel } from './poisson-levels.js';
import { precondition } from './precondition-poisson.js';

/**
 * The residual, as a share of the right side's norm, at which the solution is good enough for a surface: what is
 * left is so smooth that heights of a model of 100 mm are off by 3 µm at most.
 */
const TOLERANCE = 2e-2;

const MOST_ITERATIONS = 60;

/** A smaller grid is solved from nothing, a larger one from the solution on half as many nodes along each side. */
const FEWEST_COLUMNS = 64;

/**
 * Solves ∇²u = −1 inside curves, u = 0 on them and outside, in units of the pitch across. The curves' crossings
 * with the grid lines enter the stencil (Gibou et al., 2002), which keeps it symmetric and the solution smooth up
 * to an edge that lies between the nodes. Conjugate gradients, preconditioned by one multigrid cycle, start from
 * the solution on the next coarser grid.
 *
 * @returns u at every node, and how many iterations the finest grid took
 */
export function solvePoisson(
  loops: Loops,
  grid: NodeGrid,
  crossings: GridCrossings,
): { solution: Float32Array; iterations: number } {
  const solution = startFrom(loops, grid, crossings.isInside);
  const levels = layPoissonLevels(grid, crossings);
  const level = levels[0]!;
  const { runs, right: residual, solution: preconditioned, scratch: product } = level;
  const direction = new Float32Array(solution.length);
  fillRuns(runs, residual, 1);
  const goal = TOLERANCE ** 2 * dot(runs, residual, residual);
  multiply(level, solution, product);
  let square = addTo(runs, residual, -1, product);

  let rho = 0;
  let iterations = 0;
  for (; square > goal && iterations < MOST_ITERATIONS; iterations++) {
    precondition(levels);
    const before = rho;
    rho = dot(runs, residual, preconditioned);
    turnDirection(runs, direction, iterations === 0 ? 0 : rho / before, preconditioned);
    const step = rho / multiply(level, direction, product);
    addTo(runs, solution, step, direction);
    square = addTo(runs, residual, -step, product);
  }
  return { solution, iterations };
}

/** The solution on every other line, read between them at the nodes inside; nothing on small grids. */
function startFrom(loops: Loops, grid: NodeGrid, isInside: Uint8Array): Float32Array {
  const { columns, rows } = grid;
  const start = new Float32Array(columns * rows);
  if (columns < FEWEST_COLUMNS) return start;
  const coarse: NodeGrid = {
    ...grid,
    columns: (columns >> 1) + 2,
    rows: (rows >> 1) + 2,
    pitchX: 2 * grid.pitchX,
    pitchY: 2 * grid.pitchY,
  };
  const { solution } = solvePoisson(loops, coarse, crossGrid(loops, coarse));
  for (let row = 0; row < rows; row++) {
    const up = row & 1 ? coarse.columns : 0;
    for (let column = 0, node = row * columns; column < columns; column++, node++) {
      if (isInside[node] === 0) continue;
      const below = (row >> 1) * coarse.columns + (column >> 1);
      const right = below + (column & 1);
      // A coarse pitch is two, and u goes with its square: four times the mean.
      start[node] = solution[below]! + solution[right]! + solution[below + up]! + solution[right + up]!;
    }
  }
  return start;
}

/** Applies the stencil to a field; returns the product's dot product with the field. */
function multiply(level: PoissonLevel, field: Float32Array, product: Float32Array): number {
  const { runs, columns, weightY, inverse } = level;
  let sum = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    for (let node = runs[at]!; node < end; node++) {
      const here = field[node]!;
      const value =
        here / inverse[node]! -
        field[node - 1]! -
        field[node + 1]! -
        weightY * (field[node - columns]! + field[node + columns]!);
      product[node] = value;
      sum += value * here;
    }
  }
  return sum;
}

function fillRuns(runs: Uint32Array, field: Float32Array, value: number): void {
  for (let at = 0; at < runs.length; at += 2) field.fill(value, runs[at], runs[at + 1]);
}

function dot(runs: Uint32Array, a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    for (let node = runs[at]!; node < end; node++) sum += a[node]! * b[node]!;
  }
  return sum;
}

/** Adds a multiple of another field; returns the sum of the squares of what that makes. */
function addTo(runs: Uint32Array, field: Float32Array, factor: number, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    for (let node = runs[at]!; node < end; node++) {
      const value = field[node]! + factor * other[node]!;
      field[node] = value;
      sum += value * value;
    }
  }
  return sum;
}

/** The next direction of conjugate gradients: the preconditioned residual and a share of the last direction. */
function turnDirection(
  runs: Uint32Array,
  direction: Float32Array,
  momentum: number,
  preconditioned: Float32Array,
): void {
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1]!;
    for (let node = runs[at]!; node < end; node++) {
      direction[node] = preconditioned[node]! + momentum * direction[node]!;
    }
  }
}
