import type { ErrorLimit, HeightField } from './height-field.js';
import { markFinestCentres, markFinestSides } from './judge-finest.js';
import { judgeSmallSide } from './judge-small-side.js';
import { judgeCentre, judgeSide, type Judge } from './judge-split.js';
import { scanTriangle } from './scan-triangle.js';
import type { SplitLattice } from './split-lattice.js';
import { FULL_MARK, SPLIT, TURNED } from './split-marks.js';

/**
 * Decides, from the smallest triangles up, which vertices of the hierarchy split their triangles: those below
 * which a smaller split lies, and those of which a triangle misses a sample by more than the tolerance. Thus
 * splitting is conforming by construction, and the bound on what stays whole is exact.
 *
 * Looking at every sample on every level would take the logarithm of the side as many passes. Instead each
 * vertex keeps a bound of its triangles' error in its mark: a triangle differs from its two halves nowhere
 * more than where it was cut, so the halves' bound plus the error there bounds the whole. Samples are looked
 * at one by one only where that bound is too weak, and then the exact error takes its place; on noise,
 * the cut itself mostly misses, which decides at once.
 *
 * @param kept samples that become vertices in any case
 * @returns a mark for each vertex of the blocks' lattice: `SPLIT`, `TURNED`, or the bound
 */
export function findSplits(
  field: HeightField,
  lattice: SplitLattice,
  limit: ErrorLimit,
  kept: readonly number[] = [],
  onProgress: (fraction: number) => void = () => undefined,
): Uint8Array {
  const marks = new Uint8Array(lattice.stride * lattice.lines);
  const keep = (): void => {
    for (const sample of kept) {
      const row = Math.floor(sample / field.columns);
      marks[row * lattice.stride + sample - row * field.columns] = SPLIT;
    }
  };
  const judge: Judge = {
    heights: field.heights,
    toleranceMm: limit.toleranceMm,
    slackPerRise: limit.slackPerRise,
    // A tolerance of nothing leaves every sample that is off its plane; any finite factor tells so.
    marksPerMm: Math.min(FULL_MARK / limit.toleranceMm, 1e30),
  };
  for (let size = 1; 2 * size <= lattice.side; size *= 2) {
    markSides(field, lattice, judge, marks, size);
    // The finest level is marked without a look at what is there.
    if (size === 1) keep();
    markCentres(field, lattice, judge, marks, size);
    if (size === 1) keep();
    // Every level has a quarter of the vertices of the one below.
    onProgress(1 - 1 / (4 * size * size));
  }
  return marks;
}

/** The middles of sides of `2 * size` cells; a triangle stands on either side of them. */
function markSides(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  size: number,
): void {
  for (let y = 0; y - size < field.rows - 1 && y < lattice.lines; y += size) {
    markLineOfSides(field, lattice, judge, marks, y, size);
  }
}

function markLineOfSides(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  y: number,
  size: number,
): void {
  const { columns, rows } = field;
  const { stride } = lattice;
  const isLevel = (y & size) === 0;
  let x = isLevel ? size : 0;
  if (size === 1 && y > 0 && y + 1 < rows) {
    if (!isLevel) markSide(field, lattice, judge, marks, 0, y, 1, false);
    x = isLevel ? 1 : 2;
    const count = (columns - x) >> 1;
    const along = isLevel ? 1 : columns;
    const across = isLevel ? columns : 1;
    markFinestSides(judge, marks, y * stride + x, y * columns + x, along, across, count);
    x += 2 * count;
  }
  for (; x - size < columns - 1 && x < stride; x += 2 * size) {
    markSide(field, lattice, judge, marks, x, y, size, isLevel);
  }
}

function markSide(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  x: number,
  y: number,
  size: number,
  isLevel: boolean,
): void {
  const { columns, rows } = field;
  const { stride, lines } = lattice;
  const half = size >> 1;
  const mark = y * stride + x;
  let below = marks[mark]!;
  if (half > 0 && below < TURNED) {
    const up = mark - half * stride;
    const down = mark + half * stride;
    if (y > 0 && x > 0) below = Math.max(below, marks[up - half]!);
    if (y > 0 && x + size < stride) below = Math.max(below, marks[up + half]!);
    if (y + size < lines && x > 0) below = Math.max(below, marks[down - half]!);
    if (y + size < lines && x + size < stride) below = Math.max(below, marks[down + half]!);
  }
  if (below >= TURNED) {
    marks[mark] = SPLIT;
  } else if (x + size < columns && y + size < rows) {
    const middle = y * columns + x;
    const isTwoSided = isLevel ? y > 0 : x > 0;
    const [along, across] = isLevel ? [1, columns] : [columns, 1];
    marks[mark] =
      size === 2 && isTwoSided
        ? judgeSmallSide(judge, middle, along, across, below)
        : isLevel
          ? judgeSide(judge, middle, 1, columns, size, below, y > 0)
          : judgeSide(judge, middle, columns, 1, size, below, x > 0);
  } else {
    marks[mark] = missesAtEdge(field, lattice, judge, x, y, size, isLevel) ? SPLIT : FULL_MARK;
  }
}

/** The centres of squares of `2 * size` cells, where two triangles meet along a diagonal. */
function markCentres(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  size: number,
): void {
  for (let y = size; y - size < field.rows - 1; y += 2 * size) {
    markLineOfCentres(field, lattice, judge, marks, y, size);
  }
}

function markLineOfCentres(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  y: number,
  size: number,
): void {
  const { columns, rows } = field;
  const { stride } = lattice;
  const twice = 2 * size;
  const isFalling = (y & twice) === 0;
  let x = size;
  if (size === 1 && y + 1 < rows) {
    const count = (columns - 1) >> 1;
    markFinestCentres(judge, marks, y * stride + 1, y * columns + 1, stride, columns, count, isFalling);
    x += 2 * count;
  }
  for (; x - size < columns - 1; x += twice) {
    markCentre(field, lattice, judge, marks, x, y, size, isFalling === ((x & twice) === 0));
  }
}

function markCentre(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  marks: Uint8Array,
  x: number,
  y: number,
  size: number,
  isFalling: boolean,
): void {
  const { columns, rows } = field;
  const { stride } = lattice;
  const mark = y * stride + x;
  let below = marks[mark]!;
  const left = marks[mark - size]!;
  const right = marks[mark + size]!;
  const upper = marks[mark - size * stride]!;
  const lower = marks[mark + size * stride]!;
  // As plain comparisons: this is where most of the time goes, and most of these are splits.
  if (left > below) below = left;
  if (right > below) below = right;
  if (upper > below) below = upper;
  if (lower > below) below = lower;
  if (below >= TURNED) {
    marks[mark] = SPLIT;
  } else if (x + size < columns && y + size < rows) {
    const along = isFalling ? 1 : -1;
    marks[mark] = judgeCentre(judge, y * columns + x, along, columns, size, below);
  } else {
    const start = isFalling ? x - size : x + size;
    const end = isFalling ? x + size : x - size;
    const isMissing =
      missesClamped(field, judge, start, y - size, end, y + size, start, y + size) ||
      missesClamped(field, judge, start, y - size, end, y + size, end, y - size);
    marks[mark] = isMissing ? SPLIT : FULL_MARK;
  }
}

/** Whether a triangle at the middle of a side misses, where the lattice's edge cuts it off. */
function missesAtEdge(
  field: HeightField,
  lattice: SplitLattice,
  judge: Judge,
  x: number,
  y: number,
  size: number,
  isLevel: boolean,
): boolean {
  const acrossX = isLevel ? 0 : size;
  const acrossY = isLevel ? size : 0;
  for (let turn = -1; turn <= 1; turn += 2) {
    const apexX = x + turn * acrossX;
    const apexY = y + turn * acrossY;
    if (apexX < 0 || apexY < 0 || apexX >= lattice.stride || apexY >= lattice.lines) continue;
    if (missesClamped(field, judge, x - acrossY, y - acrossX, x + acrossY, y + acrossX, apexX, apexY)) {
      return true;
    }
  }
  return false;
}

/** Whether a triangle misses a sample when its corners beyond the lattice are moved onto its edge. */
function missesClamped(
  field: HeightField,
  judge: Judge,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): boolean {
  const right = field.columns - 1;
  const bottom = field.rows - 1;
  return (
    scanTriangle(
      field,
      Math.min(ax, right),
      Math.min(ay, bottom),
      Math.min(bx, right),
      Math.min(by, bottom),
      Math.min(cx, right),
      Math.min(cy, bottom),
      judge.toleranceMm,
      judge.slackPerRise,
    ) === Infinity
  );
}
