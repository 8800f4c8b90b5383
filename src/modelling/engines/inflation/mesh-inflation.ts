import type { Mesh } from '../../mesh/mesh.js';
import type { Lattice } from '../../outline/outline-lattice.js';
import { pointCountOf, type Loops } from '../../outline/outline.js';
import { meshWalls } from '../../outline/stack-loops.js';
import { triangulateLoops } from '../../outline/triangulate-loops.js';
import type { LatticeCover } from './cover-lattice.js';

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
  lattice: Lattice;
  cover: LatticeCover;
  placeOf: (node: number) => readonly [number, number];
  /** Over the rim, at the grid's nodes. */
  nodeHeights: Float32Array;
}

/**
 * Covers the inside of an outline: a strip of quads to the inset, triangles from there to the lattice, and the
 * lattice's cover.
 */
export function makeShell(plan: ShellPlan): Shell {
  const { outline, inset, cover } = plan;
  const outlineCount = pointCountOf(outline);
  const total = 2 * outlineCount + cover.nodes.length;
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
  const numberOf = new Uint32Array(plan.nodeHeights.length);
  for (const node of cover.nodes) {
    [xs[next], ys[next]] = plan.placeOf(node);
    heights[next] = plan.nodeHeights[node]!;
    numberOf[node] = next++;
  }

  const rim = new Uint32Array(6 * outlineCount);
  meshWalls(outline, 0, outlineCount, rim, 0);
  const strip = fillStrip(plan, numberOf, outlineCount);
  const triangles = new Uint32Array(rim.length + strip.length + cover.triangles.length);
  triangles.set(rim);
  triangles.set(strip, rim.length);
  const first = rim.length + strip.length;
  for (let corner = 0; corner < cover.triangles.length; corner++) {
    triangles[first + corner] = 2 * outlineCount + cover.triangles[corner]!;
  }
  return { xs, ys, heights, triangles, outlineCount };
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

/** The most triangles that a body over a lattice whose cover has `coverCount` can have. */
export function boundBodyTriangles(
  outline: Loops,
  { borders }: Lattice,
  coverCount: number,
  isFlatBack: boolean,
): number {
  const outlineCount = pointCountOf(outline);
  const borderCount = borders.reduce((sum, border) => sum + border.length, 0);
  const stripCount = outlineCount + borderCount + 2 * (outline.length + borders.length);
  const frontCount = 2 * outlineCount + stripCount + coverCount;
  const backCount = isFlatBack ? outlineCount + 2 * outline.length : frontCount;
  return frontCount + backCount + 2 * outlineCount;
}

/** How a shell is closed. */
export interface ClosingOptions {
  rimMm: number;
  isFlatBack: boolean;
  /** What the body's thickness comes to at most: adding up its parts can be off in the last place. */
  mostMm: number;
}

/**
 * Closes a shell into a body that stands on z = 0: a vertical rim along the outline, and behind it the shell's
 * mirror image, or a flat back. The rim keeps front and back apart everywhere.
 */
export function closeShell(
  shell: Shell,
  outline: Loops,
  { rimMm, isFlatBack, mostMm }: ClosingOptions,
): Mesh {
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
    positions[3 * place + 2] = Math.min(mostMm, backZ + rimMm + heights[place]!);
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
