import {
  addPlace,
  countFullBytes,
  createPlaceSet,
  dropPlace,
  listPlaces,
  rankOf,
  rankPlaces,
  type PlaceSet,
} from './place-set.js';
import { SPAN } from '../span.js';
import { allocateShared } from './shared-memory.js';
import { SPLIT, TURNED } from './split-marks.js';
import type { SplitLattice } from './split-lattice.js';
import type { TriangleSurface } from './triangle-surface.js';

/** Words in one call: each has up to 32 splits. */
const SPLIT_SPAN = SPAN / 32;

/**
 * An upper bound of the triangles that `extractSurface` will make: every split adds two, at the blocks' edge
 * one. It is exact unless blocks reach beyond the lattice, and hardly more then.
 */
export function countSurfaceTriangles(lattice: SplitLattice, marks: Uint8Array): number {
  const { stride, lines, side } = lattice;
  let count = (2 * (stride - 1) * (lines - 1)) / side ** 2 + 2 * countFullBytes(marks);
  const last = (lines - 1) * stride;
  for (let x = 0; x < stride; x++) count -= Number(marks[x] === SPLIT) + Number(marks[last + x] === SPLIT);
  for (let start = 0; start <= last; start += stride) {
    count -= Number(marks[start] === SPLIT) + Number(marks[start + stride - 1] === SPLIT);
  }
  return count;
}

/**
 * The triangles that are left when all marked splits are done. A split vertex stands in the middle of the
 * triangles that it makes, so they are listed by it, row by row, those that are not split themselves; no
 * descent through the hierarchy is needed.
 *
 * @param mostTriangles what `countSurfaceTriangles` says
 * @param spareTriangles room left in the buffer behind the indices, for what is joined to the surface
 */
export function extractSurface(
  lattice: SplitLattice,
  marks: Uint8Array,
  mostTriangles: number,
  spareTriangles = 0,
): TriangleSurface {
  const { columns, side, stride, lines } = lattice;
  const vertices = createPlaceSet(marks);
  const splits = vertices.bits.slice();
  completeVertices(vertices, lattice, marks);
  const vertexCount = rankPlaces(vertices);
  const indices = new Uint32Array(allocateShared(12 * (mostTriangles + spareTriangles)));
  const list: TriangleList = { lattice, marks, vertices, indices, next: 0 };
  for (let top = 0; top + side < lines; top += side) {
    for (let left = 0; left + side < stride; left += side) listBlock(list, left, top);
  }
  for (let word = 0; word < splits.length; word += SPLIT_SPAN) {
    listSplits(list, splits, word, Math.min(splits.length, word + SPLIT_SPAN));
  }
  const samples = listPlaces(vertices, vertexCount);
  if (stride !== columns) skipBeyond(samples, columns, stride);
  return { samples, indices: indices.subarray(0, list.next) };
}

interface TriangleList {
  lattice: SplitLattice;
  marks: Uint8Array;
  vertices: PlaceSet;
  indices: Uint32Array;
  next: number;
}

/** The triangles round the splits in a span of words, which have a bit for each place. */
function listSplits(list: TriangleList, splits: Uint32Array, from: number, to: number): void {
  const { columns, rows, side, stride } = list.lattice;
  let y = Math.floor((32 * from) / stride);
  let start = y * stride;
  for (let word = from; word < to; word++) {
    for (let rest = splits[word]!; rest !== 0; rest &= rest - 1) {
      const place = 32 * word + 31 - Math.clz32(rest & -rest);
      while (place >= start + stride) {
        start += stride;
        y++;
      }
      const x = place - start;
      const size = (x | y) & -(x | y);
      // A sample that has to be kept may be the corner of a block, which splits nothing.
      if (size === 0 || size >= side) continue;
      const isCentre = (x & y & size) !== 0;
      const isInside = x >= size && y >= size && x + size < columns && y + size < rows;
      if (isInside) listSplit(list, place, size, isCentre);
      else listSplitAtEdge(list, x, y, size, isCentre);
    }
  }
}

/** Adds the corners of the blocks to the splitting vertices, and moves onto the lattice's edge what lies beyond. */
function completeVertices(
  vertices: PlaceSet,
  { columns, rows, stride, lines, side }: SplitLattice,
  marks: Uint8Array,
): void {
  const move = (x: number, y: number): void => {
    const place = y * stride + x;
    if (marks[place] !== SPLIT) return;
    dropPlace(vertices, place);
    addPlace(vertices, Math.min(y, rows - 1) * stride + Math.min(x, columns - 1));
  };
  for (let y = 0; y < rows; y++) for (let x = columns; x < stride; x++) move(x, y);
  for (let y = rows; y < lines; y++) for (let x = 0; x < stride; x++) move(x, y);
  for (let y = 0; y < lines; y += side) {
    for (let x = 0; x < stride; x += side) {
      addPlace(vertices, Math.min(y, rows - 1) * stride + Math.min(x, columns - 1));
    }
  }
}

/** The two triangles of a block that is not split. */
function listBlock(list: TriangleList, left: number, top: number): void {
  const { side, stride } = list.lattice;
  const middle = (top + side / 2) * stride + left + side / 2;
  const mark = side > 1 ? list.marks[middle]! : 0;
  if (mark === SPLIT) return;
  // Neighbouring blocks are cut along different diagonals; a turned one along the other.
  const isFalling = (((left ^ top) & side) === 0) === (mark !== TURNED);
  const [right, bottom] = [left + side, top + side];
  if (isFalling) {
    listClamped(list, [right, bottom], [left, top], [left, bottom]);
    listClamped(list, [left, top], [right, bottom], [right, top]);
  } else {
    listClamped(list, [right, top], [left, bottom], [right, bottom]);
    listClamped(list, [left, bottom], [right, top], [left, top]);
  }
}

/**
 * The triangles round a split vertex, which all have their right angle at it: with the corners of the square
 * of which it is the centre, or with the ends and apexes of the two triangles whose side it halves.
 */
function listSplit(list: TriangleList, vertex: number, size: number, isCentre: boolean): void {
  const { marks, vertices } = list;
  const { stride } = list.lattice;
  const east = isCentre ? size * (1 + stride) : size;
  const north = isCentre ? size * (1 - stride) : -size * stride;
  const centre = rankOf(vertices, vertex);
  const first = rankOf(vertices, vertex + east);
  const second = rankOf(vertices, vertex + north);
  const third = rankOf(vertices, vertex - east);
  const fourth = rankOf(vertices, vertex - north);
  if (size === 1 && !isCentre) {
    list.next = append(list.indices, list.next, first, second, centre);
    list.next = append(list.indices, list.next, second, third, centre);
    list.next = append(list.indices, list.next, third, fourth, centre);
    list.next = append(list.indices, list.next, fourth, first, centre);
    return;
  }
  const forward = (east + north) / 2;
  const back = (north - east) / 2;
  listHalf(list, marks[vertex + forward]!, first, second, centre, vertex + east + north);
  listHalf(list, marks[vertex + back]!, second, third, centre, vertex + north - east);
  listHalf(list, marks[vertex - forward]!, third, fourth, centre, vertex - east - north);
  listHalf(list, marks[vertex - back]!, fourth, first, centre, vertex + east - north);
}

/**
 * A triangle with its right angle at `centre`, unless it is split further.
 *
 * @param mark of the middle of its longest side
 * @param opposite where the triangle on that side's other side has its right angle
 */
function listHalf(
  list: TriangleList,
  mark: number,
  from: number,
  to: number,
  centre: number,
  opposite: number,
): void {
  if (mark === SPLIT) return;
  // Turned, the other half of the quadrangle comes from the neighbour.
  const second = mark === TURNED ? rankOf(list.vertices, opposite) : to;
  list.next = append(list.indices, list.next, from, second, centre);
}

function append(indices: Uint32Array, next: number, a: number, b: number, c: number): number {
  indices[next] = a;
  indices[next + 1] = b;
  indices[next + 2] = c;
  return next + 3;
}

type Place = readonly [x: number, y: number];

/** The same round a vertex at the edge of the lattice or beyond it, where some of them are missing. */
function listSplitAtEdge(list: TriangleList, x: number, y: number, size: number, isCentre: boolean): void {
  const { stride, lines } = list.lattice;
  const across = isCentre ? size : 0;
  const ring: Place[] = [
    [x + size, y + across],
    [x + across, y - size],
    [x - size, y - across],
    [x - across, y + size],
  ];
  const isInBlocks = ([column, row]: Place): boolean =>
    column >= 0 && row >= 0 && column < stride && row < lines;
  for (let turn = 0; turn < 4; turn++) {
    const from = ring[turn]!;
    const to = ring[(turn + 1) % 4]!;
    if (!isInBlocks(from) || !isInBlocks(to)) continue;
    const isSmallest = size === 1 && !isCentre;
    const middle = ((from[1] + to[1]) / 2) * stride + (from[0] + to[0]) / 2;
    const mark = isSmallest ? 0 : list.marks[middle]!;
    if (mark === SPLIT) continue;
    const opposite: Place = [from[0] + to[0] - x, from[1] + to[1] - y];
    listClamped(list, from, mark === TURNED ? opposite : to, [x, y]);
  }
}

/** A triangle with its corners moved onto the lattice's edge where they lie beyond, if it keeps its area. */
function listClamped(list: TriangleList, a: Place, b: Place, c: Place): void {
  const { columns, rows, stride } = list.lattice;
  const [aX, bX, cX] = [a, b, c].map(([x]) => Math.min(x, columns - 1)) as [number, number, number];
  const [aY, bY, cY] = [a, b, c].map(([, y]) => Math.min(y, rows - 1)) as [number, number, number];
  if ((bX - aX) * (cY - aY) === (cX - aX) * (bY - aY)) return;
  const rank = (x: number, y: number): number => rankOf(list.vertices, y * stride + x);
  list.next = append(list.indices, list.next, rank(aX, aY), rank(bX, bY), rank(cX, cY));
}

/** Turns places in the blocks' lattice, in their order, into samples. */
function skipBeyond(places: Uint32Array, columns: number, stride: number): void {
  for (let first = 0; first < places.length; first += SPAN) {
    skipSpan(places, first, Math.min(places.length, first + SPAN), columns, stride);
  }
}

function skipSpan(places: Uint32Array, first: number, last: number, columns: number, stride: number): void {
  let row = Math.floor(places[first]! / stride);
  let end = (row + 1) * stride;
  for (let index = first; index < last; index++) {
    while (places[index]! >= end) {
      end += stride;
      row++;
    }
    places[index]! -= row * (stride - columns);
  }
}
