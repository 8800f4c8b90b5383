import { findConflicts } from './find-conflicts.js';
import { flagTurned } from './find-turned.js';
import { CLEARANCE_MM, type Loops } from './outline.js';
import type { TracedLoop } from './trace-outline.js';

/** Taubin's pair of steps (1995): the second pushes out what the first has shrunk. */
const [SHRINK, GROW] = [0.5, -0.53];

const PAIR_COUNT = 16;

/** Rounds of undoing around conflicts before a curve is left as it was traced. */
const UNDO_ROUNDS = 6;

/**
 * Smooths traced curves without shrinking them: the steps of the sample grid go, and no point moves further
 * than its slack. Where two curves, or two parts of one, would meet or cross, the points keep their places.
 */
export function smoothLoops(traced: TracedLoop[]): Loops {
  const raw = traced.map((loop) => loop.points);
  const smoothed = traced.map(smoothLoop);
  return undoConflicts(raw, smoothed);
}

function smoothLoop({ points, slackMm }: TracedLoop): Float64Array {
  let current = points.slice();
  let other = new Float64Array(points.length);
  for (let step = 0; step < 2 * PAIR_COUNT; step++) {
    const factor = step % 2 === 0 ? SHRINK : GROW;
    relax(current, other, factor);
    [current, other] = [other, current];
    holdNear(points, slackMm, current);
  }
  return current;
}

function relax(from: Float64Array, to: Float64Array, factor: number): void {
  const { length } = from;
  for (let at = 0; at < length; at++) {
    const before = from[at < 2 ? at + length - 2 : at - 2]!;
    const after = from[at + 2 < length ? at + 2 : at + 2 - length]!;
    const here = from[at]!;
    to[at] = here + factor * ((before + after) / 2 - here);
  }
}

function holdNear(places: Float64Array, slackMm: Float64Array, points: Float64Array): void {
  for (let point = 0; point < slackMm.length; point++) {
    const x = places[2 * point]!;
    const y = places[2 * point + 1]!;
    const dx = points[2 * point]! - x;
    const dy = points[2 * point + 1]! - y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const slack = slackMm[point]!;
    if (distance <= slack) continue;
    points[2 * point] = x + (dx * slack) / distance;
    points[2 * point + 1] = y + (dy * slack) / distance;
  }
}

/** Puts points around conflicts back, further around them each round; whole curves when that does not help. */
function undoConflicts(raw: Loops, moved: Loops): Loops {
  for (let round = 0; ; round++) {
    const { flags, count } = findConflicts(moved, CLEARANCE_MM);
    if (count + flagTurned(raw, moved, flags) === 0) return moved;
    let start = 0;
    let undoneCount = 0;
    for (const [number, loop] of moved.entries()) {
      const end = start + loop.length / 2;
      undoneCount += undoLoop(
        raw[number]!,
        loop,
        flags.subarray(start, end),
        2 ** round,
        round >= UNDO_ROUNDS,
      );
      start = end;
    }
    // Nothing left to undo: as near as the samples themselves are.
    if (undoneCount === 0) return moved;
  }
}

/** Puts the points within reach of a curve's flagged edges back, or all of them; returns how many had moved. */
function undoLoop(
  before: Float64Array,
  loop: Float64Array,
  flags: Uint8Array,
  reach: number,
  isWhole: boolean,
): number {
  const length = flags.length;
  const isPutBack = new Uint8Array(length);
  for (let edge = flags.indexOf(1); edge >= 0; edge = flags.indexOf(1, edge + 1)) {
    if (isWhole || 2 * reach + 2 >= length) {
      isPutBack.fill(1);
      break;
    }
    for (let offset = -reach; offset <= reach + 1; offset++) {
      isPutBack[(edge + offset + length) % length] = 1;
    }
  }
  let undoneCount = 0;
  for (let point = 0; point < length; point++) {
    const [x, y] = [before[2 * point]!, before[2 * point + 1]!];
    if (isPutBack[point] === 0 || (loop[2 * point] === x && loop[2 * point + 1] === y)) continue;
    loop[2 * point] = x;
    loop[2 * point + 1] = y;
    undoneCount++;
  }
  return undoneCount;
}
