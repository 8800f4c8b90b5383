import { addPlace, createPlaceSet, listPlaces, rankOf, rankPlaces, type PlaceSet } from './place-set.js';
import { SPLIT, TURNED } from './split-marks.js';
import type { SplitLattice } from './split-lattice.js';
import type { TriangleSurface } from './triangle-surface.js';

/**
 * An upper bound of the triangles that `extractSurface` will make: every split adds two, at the blocks' edge
 * one. It is exact unless blocks reach beyond the lattice, and hardly more then.
 */
export function countSurfaceTriangles(lattice: SplitLattice, marks: Uint8Array): number {
  const { stride, lines, side } = lattice;
  let count = (2 * (stride - 1) * (lines - 1)) / side ** 2;
  for (let y = 0, mark = 0; y < lines; y++) {
    let splitCount = 0;
    for (let x = 0; x < stride; x++) if (marks[mark++] === SPLIT) splitCount++;
    count += y === 0 || y === lines - 1 ? splitCount : 2 * splitCount;
    if (y === 0 || y === lines - 1) continue;
    if (marks[mark - stride] === SPLIT) count--;
    if (marks[mark - 1] === SPLIT) count--;
  }
  return count;
}

/** The triangles that are left when all marked splits are done, in the order of a space-filling curve. */
export function extractSurface(lattice: SplitLattice, marks: Uint8Array): TriangleSurface {
  const vertices = collectVertices(lattice, marks);
  const vertexCount = rankPlaces(vertices);
  const indices = new Uint32Array(3 * countSurfaceTriangles(lattice, marks));
  const descent: Descent = { lattice, marks, vertices, indices, next: 0 };
  const { side, stride, lines } = lattice;
  for (let top = 0; top + side < lines; top += side) {
    for (let left = 0; left + side < stride; left += side) {
      const level = 2 * Math.log2(side);
      const [right, bottom] = [left + side, top + side];
      if (((left ^ top) & side) === 0) {
        descend(descent, right, bottom, left, top, left, bottom, level);
        descend(descent, left, top, right, bottom, right, top, level);
      } else {
        descend(descent, right, top, left, bottom, right, bottom, level);
        descend(descent, left, bottom, right, top, left, top, level);
      }
    }
  }
  const samples = listPlaces(vertices, vertexCount);
  if (stride !== lattice.columns) {
    for (let vertex = 0; vertex < samples.length; vertex++) {
      const row = Math.floor(samples[vertex]! / stride);
      samples[vertex] = samples[vertex]! - row * (stride - lattice.columns);
    }
  }
  return { samples, indices: descent.next === indices.length ? indices : indices.slice(0, descent.next) };
}

interface Descent {
  lattice: SplitLattice;
  marks: Uint8Array;
  vertices: PlaceSet;
  indices: Uint32Array;
  next: number;
}

/** The corners of the blocks and all splitting vertices, moved onto the lattice's edge where they lie beyond. */
function collectVertices(lattice: SplitLattice, marks: Uint8Array): PlaceSet {
  const { columns, rows, stride, lines, side } = lattice;
  const vertices = createPlaceSet(stride * lines);
  for (let y = 0; y < lines; y++) {
    const line = Math.min(y, rows - 1) * stride;
    const mark = y * stride;
    for (let x = 0; x < stride; x++) {
      if (marks[mark + x] === SPLIT) addPlace(vertices, line + (x < columns ? x : columns - 1));
    }
  }
  for (let y = 0; y < lines; y += side) {
    for (let x = 0; x < stride; x += side) {
      addPlace(vertices, Math.min(y, rows - 1) * stride + Math.min(x, columns - 1));
    }
  }
  return vertices;
}

/** Splits a triangle with the longest side from a to b, counter-clockwise, and appends what stays whole. */
function descend(
  descent: Descent,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  level: number,
): void {
  const { columns, rows, stride } = descent.lattice;
  const [right, bottom] = [columns - 1, rows - 1];
  if (Math.max(ax, bx, cx) <= right && Math.max(ay, by, cy) <= bottom) {
    descendInside(descent, ay * stride + ax, by * stride + bx, cy * stride + cx, level);
    return;
  }
  const [aX, aY] = [Math.min(ax, right), Math.min(ay, bottom)];
  const [bX, bY] = [Math.min(bx, right), Math.min(by, bottom)];
  const [cX, cY] = [Math.min(cx, right), Math.min(cy, bottom)];
  if ((bX - aX) * (cY - aY) === (cX - aX) * (bY - aY)) return;
  const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
  if (level > 0 && descent.marks[y * stride + x] === SPLIT) {
    descend(descent, cx, cy, ax, ay, x, y, level - 1);
    descend(descent, bx, by, cx, cy, x, y, level - 1);
  } else {
    append(descent, aY * stride + aX, bY * stride + bX, cY * stride + cX);
  }
}

/** The same for triangles that lie on the lattice, their corners as places in the blocks' lattice. */
function descendInside(descent: Descent, a: number, b: number, c: number, level: number): void {
  const middle = (a + b) >>> 1;
  const mark = level > 0 ? descent.marks[middle]! : 0;
  if (mark === SPLIT) {
    descendInside(descent, c, a, middle, level - 1);
    descendInside(descent, b, c, middle, level - 1);
  } else if (mark === TURNED) {
    // The neighbour across the longest side, whose apex is a + b - c, appends the other half.
    append(descent, a, a + b - c, c);
  } else {
    append(descent, a, b, c);
  }
}

function append(descent: Descent, a: number, b: number, c: number): void {
  const { indices, vertices, next } = descent;
  indices[next] = rankOf(vertices, a);
  indices[next + 1] = rankOf(vertices, b);
  indices[next + 2] = rankOf(vertices, c);
  descent.next = next + 3;
}
