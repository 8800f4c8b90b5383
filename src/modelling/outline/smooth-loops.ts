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
  const room = new Float64Array(raw.reduce((most, points) => Math.max(most, points.length), 0));
  const smoothed = traced.map((loop) => smoothLoop(loop, room));
  return undoConflicts(raw, smoothed);
}

/** @param room of no meaning between calls, at least as long as the loop: there may be a great many short ones */
function smoothLoop({ points, slackMm }: TracedLoop, room: Float64Array): Float64Array {
  const current = points.slice();
  for (let pair = 0; pair < PAIR_COUNT; pair++) {
    relax(current, room, SHRINK, points.length);
    holdNear(points, slackMm, room);
    relax(room, current, GROW, points.length);
    holdNear(points, slackMm, current);
  }
  return current;
}

function relax(from: Float64Array, to: Float64Array, factor: number, length: number): void {
  relaxPoint(from, to, factor, length - 2, 0, 2);
  for (let at = 2; at + 2 < length; at++) {
    const here = from[at]!;
    to[at] = here + factor * ((from[at - 2]! + from[at + 2]!) / 2 - here);
  }
  relaxPoint(from, to, factor, length - 4, length - 2, 0);
}

function relaxPoint(
  from: Float64Array,
  to: Float64Array,
  factor: number,
  before: number,
  at: number,
  after: number,
): void {
  for (let axis = 0; axis < 2; axis++) {
    const here = from[at + axis]!;
    to[at + axis] = here + factor * ((from[before + axis]! + from[after + axis]!) / 2 - here);
  }
}

function holdNear(places: Float64Array, slackMm: Float64Array, points: Float64Array): void {
  for (let point = 0; point < slackMm.length; point++) {
    const x = places[2 * point]!;
    const y = places[2 * point + 1]!;
    const dx = points[2 * point]! - x;
    const dy = points[2 * point + 1]! - y;
    const square = dx * dx + dy * dy;
    const slack = slackMm[point]!;
    if (square <= slack * slack) continue;
    const share = slack / Math.sqrt(square);
    points[2 * point] = x + dx * share;
    points[2 * point + 1] = y + dy * share;
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
