import { findConflicts } from './find-conflicts.js';
import { flagTurned } from './find-turned.js';
import { CLEARANCE_MM, doubleAreaOf, type Loops } from './outline.js';

/**
 * Drops points that lie within the tolerance of the chord that replaces them (Douglas and Peucker, 1973).
 * Where the chords would meet or cross, the points between come back. Curves keep at least three points.
 *
 * @param onChosen told how many points stay at the least, before conflicts are looked for; throws to refuse them
 */
export function simplifyLoops(
  loops: Loops,
  toleranceMm: number,
  onChosen?: (pointCount: number) => void,
): Loops {
  const usedMm = Math.min(toleranceMm, findSlimmest(loops) / 2);
  const kept = loops.map((loop) => choosePoints(loop, usedMm));
  onChosen?.(kept.reduce((sum, flags) => sum + countKept(flags), 0));
  return keepPoints(loops, kept);
}

function countKept(kept: Uint8Array): number {
  let count = 0;
  for (const flag of kept) count += flag;
  return count;
}

/** A chord that moves further than another curve is wide could pass over the whole of it unnoticed. */
function findSlimmest(loops: Loops): number {
  if (loops.length < 2) return Infinity;
  return loops.reduce(
    (least, loop) => Math.min(least, Math.abs(doubleAreaOf(loop)) / lengthOf(loop)),
    Infinity,
  );
}

function lengthOf(loop: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < loop.length; at += 2) {
    const to = at + 2 === loop.length ? 0 : at + 2;
    sum += Math.hypot(loop[to]! - loop[at]!, loop[to + 1]! - loop[at + 1]!);
  }
  return sum;
}

/** Drops points that follow nearer than the spacing, under the same conditions: what is left is evenly dense. */
export function spaceLoops(loops: Loops, spacingMm: number): Loops {
  return keepPoints(
    loops,
    loops.map((loop) => chooseSpaced(loop, spacingMm)),
  );
}

function chooseSpaced(loop: Float64Array, spacingMm: number): Uint8Array {
  const kept = new Uint8Array(loop.length / 2).fill(1);
  let last = 0;
  let keptCount = kept.length;
  for (let point = 1; point < kept.length && keptCount > 3; point++) {
    const isNear = (other: number): boolean =>
      Math.hypot(loop[2 * point]! - loop[2 * other]!, loop[2 * point + 1]! - loop[2 * other + 1]!) <
      spacingMm;
    if (isNear(last) || (point + 1 === kept.length && isNear(0))) {
      kept[point] = 0;
      keptCount--;
    } else {
      last = point;
    }
  }
  return kept;
}

function keepPoints(loops: Loops, kept: Uint8Array[]): Loops {
  for (;;) {
    const simple = loops.map((loop, number) => pick(loop, kept[number]!));
    const { flags, count } = findConflicts(simple, CLEARANCE_MM);
    if (count + flagTurned(loops, simple, flags) === 0 || !restore(loops, kept, flags)) return simple;
  }
}

/**
 * The halving takes as much time as there are points times how often they are halved: of a comb's millions of points
 * one tooth is split off at a time. A curve of more points than these is cut into stretches first, whose ends stay.
 */
const [LONG_CURVE, STRETCH] = [16_384, 1024];

/** One flag to a point: 1 when it stays. */
function choosePoints(loop: Float64Array, toleranceMm: number): Uint8Array {
  const length = loop.length / 2;
  const kept = new Uint8Array(length);
  const far = findFarthest(loop, 0);
  kept[0] = 1;
  kept[far] = 1;
  const stack = [0, far, far, length];
  if (length > LONG_CURVE) {
    stack.length = 0;
    for (let start = 0; start < length; start += STRETCH) {
      kept[start] = 1;
      stack.push(start, Math.min(length, start + STRETCH));
    }
  }
  while (stack.length > 0) {
    const end = stack.pop()!;
    const start = stack.pop()!;
    const { index, square } = findWorst(loop, start, end);
    if (index < 0 || square <= toleranceMm * toleranceMm) continue;
    kept[index] = 1;
    stack.push(start, index, index, end);
  }
  if (countKept(kept) < 3) {
    const first = findWorst(loop, 0, far);
    const second = findWorst(loop, far, length);
    const more = first.square >= second.square ? first.index : second.index;
    if (more >= 0) kept[more] = 1;
  }
  return kept;
}

function findFarthest(loop: Float64Array, from: number): number {
  let [best, farthest] = [-1, 1];
  for (let point = 0; point < loop.length / 2; point++) {
    const square =
      (loop[2 * point]! - loop[2 * from]!) ** 2 + (loop[2 * point + 1]! - loop[2 * from + 1]!) ** 2;
    if (square > best) [best, farthest] = [square, point];
  }
  return farthest;
}

/** The point between two others, `end` possibly being the loop's length, that is farthest from their chord. */
function findWorst(loop: Float64Array, start: number, end: number): { index: number; square: number } {
  const last = end === loop.length / 2 ? 0 : end;
  const [ax, ay] = [loop[2 * start]!, loop[2 * start + 1]!];
  const [dx, dy] = [loop[2 * last]! - ax, loop[2 * last + 1]! - ay];
  const length = dx * dx + dy * dy;
  let [index, worst] = [-1, -1];
  for (let point = start + 1; point < end; point++) {
    const [px, py] = [loop[2 * point]! - ax, loop[2 * point + 1]! - ay];
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
    const [ex, ey] = [px - share * dx, py - share * dy];
    const square = ex * ex + ey * ey;
    if (square > worst) [worst, index] = [square, point];
  }
  return { index, square: worst };
}

function pick(loop: Float64Array, kept: Uint8Array): Float64Array {
  const points = new Float64Array(2 * countKept(kept));
  for (let point = 0, next = 0; point < kept.length; point++) {
    if (kept[point] === 0) continue;
    points[next++] = loop[2 * point]!;
    points[next++] = loop[2 * point + 1]!;
  }
  return points;
}

/** Takes the points between the ends of flagged chords back; says whether there were any. */
function restore(loops: Loops, kept: Uint8Array[], flags: Uint8Array): boolean {
  let chord = -1;
  let hasRestored = false;
  for (const [number, loop] of loops.entries()) {
    const chosen = kept[number]!;
    // The first point of every loop stays, so its chords are met in the loop's own order.
    const before = chosen.slice();
    for (let point = 0; point < loop.length / 2; point++) {
      if (before[point] === 1) chord++;
      else if (flags[chord] === 1) {
        chosen[point] = 1;
        hasRestored = true;
      }
    }
  }
  return hasRestored;
}
