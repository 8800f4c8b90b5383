import type { Mesh } from '../../mesh/mesh.js';
import type { NodeGrid } from '../../outline/cross-grid.js';
import type { Lattice } from '../../outline/outline-lattice.js';
import { pointCountOf, type Loops } from '../../outline/outline.js';
import { meshWalls } from '../../outline/stack-loops.js';
import { triangulateLoops } from '../../outline/triangulate-loops.js';

/** One side of a swollen body, seen from above: places with heights over the rim, and triangles over them. */
export interface Shell {
  /** The outline first, then its inset, then the lattice's nodes. */
  xs: Float64Array;
  ys: Float64Array;
  heights: Float64Array;
  triangles: Uint32Array;
  /** How many of the places are the outline's, which lie on the rim. */
  outlineCount: number;
}

/** What the shell is made over. */
export interface ShellPlan {
  outline: Loops;
  inset: Loops;
  insetHeights: Float64Array;
  grid: NodeGrid;
  lattice: Lattice;
  placeOf: (node: number) => readonly [number, number];
  heightOf: (node: number) => number;
}

/**
 * Covers the inside of an outline: a strip of quads to the inset, triangles from there to the lattice, and the
 * lattice's cells, each cut along the diagonal whose ends differ less in height.
 */
export function makeShell(plan: ShellPlan): Shell {
  const { outline, inset, lattice, grid } = plan;
  const { columns } = grid;
  const outlineCount = pointCountOf(outline);
  const numbers = numberNodes(lattice, columns, 2 * outlineCount);
  const nodes = numbers.list;
  const total = 2 * outlineCount + nodes.length;
  const xs = new Float64Array(total);
  const ys = new Float64Array(total);
  const heights = new Float64Array(total);
  let next = 0;
  for (const loop of [...outline, ...inset]) {
    for (let at = 0; at < loop.length; at += 2, next++) {
      xs[next] = loop[at]!;
      ys[next] = loop[at + 1]!;
      if (next >= outlineCount) heights[next] = plan.insetHeights[next - outlineCount]!;
    }
  }
  for (const node of nodes) {
    [xs[next], ys[next]] = plan.placeOf(node);
    heights[next] = plan.heightOf(node);
    next++;
  }

  const rim = new Uint32Array(6 * outlineCount);
  meshWalls(outline, 0, outlineCount, rim, 0);
  const strip = fillStrip(plan, numbers.of, outlineCount);
  const cells = meshCells(lattice, columns, numbers.of, heights);
  const triangles = new Uint32Array(rim.length + strip.length + cells.length);
  triangles.set(rim);
  triangles.set(strip, rim.length);
  triangles.set(cells, rim.length + strip.length);
  return { xs, ys, heights, triangles, outlineCount };
}

function numberNodes(lattice: Lattice, columns: number, first: number): { of: Uint32Array; list: number[] } {
  const of = new Uint32Array(lattice.isCell.length);
  const list: number[] = [];
  for (let cell = 0; cell < lattice.isCell.length; cell++) {
    if (lattice.isCell[cell] === 0) continue;
    for (const node of [cell, cell + 1, cell + columns, cell + columns + 1]) {
      if (of[node] !== 0) continue;
      of[node] = first + list.length;
      list.push(node);
    }
  }
  return { of, list };
}

/** Triangles between the inset and the lattice's borders, which are holes of that region. */
function fillStrip(
  { inset, lattice, placeOf }: ShellPlan,
  numberOf: Uint32Array,
  first: number,
): Uint32Array {
  const turned = lattice.borders.map((border) => border.toReversed());
  const borders = turned.map((border) => Float64Array.from(Array.from(border).flatMap(placeOf)));
  const points = Uint32Array.from(turned.flatMap((border) => Array.from(border, (node) => numberOf[node]!)));
  const insetCount = pointCountOf(inset);
  const triangles = triangulateLoops([...inset, ...borders], true);
  return triangles.map((point) => (point < insetCount ? first + point : points[point - insetCount]!));
}

function meshCells(
  lattice: Lattice,
  columns: number,
  numberOf: Uint32Array,
  heights: Float64Array,
): Uint32Array {
  let count = 0;
  for (const flag of lattice.isCell) count += flag;
  const triangles = new Uint32Array(6 * count);
  let next = 0;
  for (let cell = 0; cell < lattice.isCell.length; cell++) {
    if (lattice.isCell[cell] === 0) continue;
    const sw = numberOf[cell]!;
    const se = numberOf[cell + 1]!;
    const nw = numberOf[cell + columns]!;
    const ne = numberOf[cell + columns + 1]!;
    const isRising = Math.abs(heights[sw]! - heights[ne]!) <= Math.abs(heights[se]! - heights[nw]!);
    triangles[next] = sw;
    triangles[next + 1] = se;
    triangles[next + 2] = isRising ? ne : nw;
    triangles[next + 3] = isRising ? sw : se;
    triangles[next + 4] = ne;
    triangles[next + 5] = nw;
    next += 6;
  }
  return triangles;
}

/** Triangles of the body that `closeShell` makes. */
export function countBodyTriangles(shell: Shell, isFlatBack: boolean): number {
  const sides = (shell.triangles.length / 3) * (isFlatBack ? 1 : 2);
  return sides + 2 * shell.outlineCount + (isFlatBack ? 2 * shell.outlineCount : 0);
}

/**
 * Closes a shell into a body that stands on z = 0: a vertical rim along the outline, and behind it the shell's
 * mirror image, or a flat back. The rim keeps front and back apart everywhere.
 */
export function closeShell(shell: Shell, outline: Loops, rimMm: number, isFlatBack: boolean): Mesh {
  const { xs, ys, heights, triangles, outlineCount } = shell;
  const frontCount = xs.length;
  const backCount = isFlatBack ? outlineCount : frontCount;
  let tallest = 0;
  for (const height of heights) if (height > tallest) tallest = height;
  const backZ = isFlatBack ? 0 : tallest;
  const positions = new Float32Array(3 * (frontCount + backCount));
  for (let place = 0; place < frontCount; place++) {
    positions[3 * place] = xs[place]!;
    positions[3 * place + 1] = ys[place]!;
    positions[3 * place + 2] = backZ + rimMm + heights[place]!;
  }
  for (let place = 0; place < backCount; place++) {
    const target = 3 * (frontCount + place);
    positions[target] = xs[place]!;
    positions[target + 1] = ys[place]!;
    positions[target + 2] = backZ - heights[place]!;
  }
  const back = isFlatBack ? triangulateLoops(outline) : triangles;
  const indices = new Uint32Array(triangles.length + back.length + 6 * outlineCount);
  indices.set(triangles);
  for (let corner = 0; corner < back.length; corner++) {
    indices[triangles.length + corner] = frontCount + back[back.length - 1 - corner]!;
  }
  meshWalls(outline, frontCount, 0, indices, triangles.length + back.length);
  return { positions, indices };
}
