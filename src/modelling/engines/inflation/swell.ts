import { chooseLattice, type Lattice } from '../../outline/outline-lattice.js';
import { crossGrid, type NodeGrid } from '../../outline/cross-grid.js';
import type { LoopsFit } from '../../outline/fit-loops.js';
import { insetLoops, type InsetLoops } from '../../outline/inset-loops.js';
import { CLEARANCE_MM, type Loops } from '../../outline/outline.js';
import { solvePoisson } from '../../outline/solve-poisson.js';
import type { SubjectCanvas } from '../../outline/subject-canvas.js';

/** Width, in pitches, of the strip along the outline, where a swelling is steepest. */
const STRIP = 0.45;

/** Nodes along the lattice's border lie this far, in pitches, beside their grid points: none three on a line. */
const SIDESTEP = 0.01;

/** How far behind the strip, in pitches, the swelling's slope is read. */
const DEEPER = 1.5;

/** The swelling over an outline: what to mesh, and u, the solution of Poisson's equation, at its points in mm². */
export interface Swelling {
  grid: NodeGrid;
  lattice: Lattice;
  placeOf: (node: number) => readonly [number, number];
  inset: InsetLoops;
  insetSwell: Float64Array;
  /** At the grid's nodes; 0 outside. */
  nodeSwell: Float32Array;
  iterations: number;
}

/** Lays a grid of the canvas's samples under the fitted outline and blows it up. */
export function swell(outline: Loops, canvas: SubjectCanvas, fit: LoopsFit): Swelling {
  const grid = layGrid(canvas, fit);
  const crossings = crossGrid(outline, grid);
  const { solution, iterations } = solvePoisson(outline, grid, crossings);
  const { pitchX, pitchY } = grid;
  const pitchMm = Math.min(pitchX, pitchY);
  const stripMm = STRIP * pitchMm;
  const inset = insetLoops(outline, stripMm);
  const placeOf = (node: number): readonly [number, number] => {
    const row = Math.floor(node / grid.columns);
    const x = grid.left + (node - row * grid.columns) * pitchX;
    return [x + sidestep(node, pitchX), grid.bottom + row * pitchY + sidestep(~node, pitchY)];
  };
  const lattice = chooseLattice(grid, crossings, placeOf, inset.loops, Math.min(CLEARANCE_MM, pitchMm / 8));
  for (let node = 0; node < solution.length; node++) solution[node]! *= pitchX * pitchX;
  const sample = makeSampler(grid, solution);
  return {
    grid,
    lattice,
    placeOf,
    inset,
    insetSwell: swellInset(outline, inset, sample, stripMm, DEEPER * pitchMm),
    nodeSwell: solution,
    iterations,
  };
}

/** The canvas's samples with two rings around them, so that whatever the outline passes has neighbours. */
function layGrid(canvas: SubjectCanvas, { left, bottom, scaleX, scaleY }: LoopsFit): NodeGrid {
  const pitchX = canvas.pitchXMm * scaleX;
  const pitchY = canvas.pitchYMm * scaleY;
  return {
    columns: canvas.columns + 4,
    rows: canvas.rows + 4,
    left: -left * scaleX - 1.5 * pitchX,
    bottom: -bottom * scaleY - 1.5 * pitchY,
    pitchX,
    pitchY,
  };
}

function sidestep(seed: number, pitch: number): number {
  return SIDESTEP * pitch * ((Math.imul(seed, 0x9e3779b1) >>> 0) / 2 ** 31 - 1);
}

/** Reads the solution between nodes, bilinearly. */
function makeSampler(grid: NodeGrid, solution: Float32Array): (x: number, y: number) => number {
  const { columns, rows, left, bottom, pitchX, pitchY } = grid;
  return (x, y) => {
    const across = Math.min(columns - 2, Math.max(0, (x - left) / pitchX));
    const up = Math.min(rows - 2, Math.max(0, (y - bottom) / pitchY));
    const column = Math.floor(across);
    const row = Math.floor(up);
    const [s, t] = [across - column, up - row];
    const node = row * columns + column;
    const below = solution[node]! * (1 - s) + solution[node + 1]! * s;
    const above = solution[node + columns]! * (1 - s) + solution[node + columns + 1]! * s;
    return below * (1 - t) + above * t;
  };
}

/**
 * The solution along the inset. So near to the edge it is not read off the grid, whose nodes outside hold 0, but
 * taken as a straight line from 0 at the edge to its value deeper inside; where the subject is too thin for
 * that, as between two parallel edges.
 */
function swellInset(
  outline: Loops,
  inset: InsetLoops,
  sample: (x: number, y: number) => number,
  stripMm: number,
  deeperMm: number,
): Float64Array {
  const values: number[] = [];
  for (const [number, loop] of outline.entries()) {
    const moved = inset.loops[number]!;
    for (const [point, width] of inset.widthsMm[number]!.entries()) {
      const [x, y] = [moved[2 * point]!, moved[2 * point + 1]!];
      const [dx, dy] = [x - loop[2 * point]!, y - loop[2 * point + 1]!];
      const reach = Math.hypot(dx, dy);
      if (width < 0.99 * stripMm || reach === 0) {
        values.push((0.55 / 0.45 / 2) * width * width);
        continue;
      }
      const depth = sample(x + (dx / reach) * deeperMm, y + (dy / reach) * deeperMm);
      values.push((depth * reach) / (reach + deeperMm));
    }
  }
  return Float64Array.from(values);
}
