import { findConflicts } from './find-conflicts.js';
import { flagTurned } from './find-turned.js';
import { measureThickness } from './measure-thickness.js';
import { CLEARANCE_MM, type Loops } from './outline.js';

/** Curves moved into the subject, point by point, and how far each point's edges went. */
export interface InsetLoops {
  loops: Loops;
  widthsMm: Float64Array[];
}

/** Share of the local thickness that one side may take. */
const THICKNESS_SHARE = 0.45;

/** A corner's point goes at most this many widths, however sharp the corner. */
const LONGEST_MITRE = 2.5;

/** Widths may fall by this much to a millimetre along the curve: beyond it the edge would look torn. */
const STEEPEST_CHANGE = 0.7;

/** Rounds of gathering the points of a blunt corner. */
const GATHER_PASSES = 12;

const SHRINK_ROUNDS = 8;
const SHRINK = 0.6;

/**
 * Moves curves into the subject by a width, at most 0.45 of the local thickness. Each point keeps its partner
 * on the given curves; no strip between partners folds, and the moved curves are simple, disjoint and keep the
 * clearance: where they would not, the width goes down, to 0 if need be.
 */
export function insetLoops(loops: Loops, widthMm: number): InsetLoops {
  const directions = loops.map(findDirections);
  const thicknesses = measureThickness(loops, directions, widthMm / THICKNESS_SHARE);
  const widthsMm = thicknesses.map((thickness) =>
    thickness.map((value) => Math.min(widthMm, THICKNESS_SHARE * value)),
  );
  const moved: Loops = [...loops];
  const isStale = new Uint8Array(loops.length).fill(1);
  for (let round = 0; ; round++) {
    for (const [number, loop] of loops.entries()) {
      if (isStale[number] === 0) continue;
      levelWidths(loop, widthsMm[number]!);
      moved[number] = move(loop, directions[number]!, widthsMm[number]!);
    }
    const { flags } = findConflicts(moved, CLEARANCE_MM);
    flagFolds(loops, moved, widthsMm, flags);
    flagTurned(loops, moved, flags);
    if (!shrinkFlagged(widthsMm, flags, round < SHRINK_ROUNDS ? SHRINK : 0, isStale))
      return { loops: moved, widthsMm };
  }
}

/** For each point where it goes when both its edges move in by 1. */
function findDirections(loop: Float64Array): Float64Array {
  const { length } = loop;
  const directions = new Float64Array(length);
  for (let at = 0; at < length; at += 2) {
    const before = at === 0 ? length - 2 : at - 2;
    const after = at + 2 === length ? 0 : at + 2;
    const [ux, uy] = unit(loop[at]! - loop[before]!, loop[at + 1]! - loop[before + 1]!);
    const [vx, vy] = unit(loop[after]! - loop[at]!, loop[after + 1]! - loop[at + 1]!);
    const [x, y] = unit(-uy - vy, ux + vx);
    // The half angle's cosine; a spike's is 0.
    const cosine = x * -uy + y * ux;
    const reach = cosine * LONGEST_MITRE < 1 ? LONGEST_MITRE : 1 / cosine;
    directions[at] = x * reach;
    directions[at + 1] = y * reach;
  }
  return directions;
}

function unit(x: number, y: number): [number, number] {
  const length = Math.sqrt(x * x + y * y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}

/** Lowers widths so that they change slowly along the curve, twice around so that every start is reached. */
function levelWidths(loop: Float64Array, widths: Float64Array): void {
  const count = widths.length;
  const lower = (from: number, to: number): void => {
    const [dx, dy] = [loop[2 * to]! - loop[2 * from]!, loop[2 * to + 1]! - loop[2 * from + 1]!];
    const way = Math.sqrt(dx * dx + dy * dy);
    const most = widths[from]! + STEEPEST_CHANGE * way;
    if (widths[to]! > most) widths[to] = most;
  };
  for (let step = 0; step < 2 * count; step++) lower(step % count, (step + 1) % count);
  for (let step = 2 * count; step > 0; step--) lower(step % count, (step - 1) % count);
}

function move(loop: Float64Array, directions: Float64Array, widths: Float64Array): Float64Array {
  const moved = loop.map((place, at) => place + directions[at]! * widths[at >> 1]!);
  for (let pass = 0; pass < GATHER_PASSES && gatherFolded(loop, moved, widths); pass++);
  return moved.map(Math.fround);
}

/**
 * Puts the ends of moved edges that have turned round side by side: the short edges of a blunt corner all but
 * vanish in the corner's own point, instead of keeping the whole corner from moving. Says whether any had.
 */
function gatherFolded(loop: Float64Array, moved: Float64Array, widths: Float64Array): boolean {
  let hasGathered = false;
  for (let at = 0; at < loop.length; at += 2) {
    const to = at + 2 === loop.length ? 0 : at + 2;
    if (widths[at >> 1] === 0 || widths[to >> 1] === 0) continue;
    const [dx, dy] = [loop[to]! - loop[at]!, loop[to + 1]! - loop[at + 1]!];
    const length = Math.sqrt(dx * dx + dy * dy);
    const least = 1.2 * leastLength(length);
    const along = ((moved[to]! - moved[at]!) * dx + (moved[to + 1]! - moved[at + 1]!) * dy) / length;
    if (along >= least) continue;
    const [x, y] = [(moved[at]! + moved[to]!) / 2, (moved[at + 1]! + moved[to + 1]!) / 2];
    const [ex, ey] = [(dx * least) / length / 2, (dy * least) / length / 2];
    moved[at] = x - ex;
    moved[at + 1] = y - ey;
    moved[to] = x + ex;
    moved[to + 1] = y + ey;
    hasGathered = true;
  }
  return hasGathered;
}

/** What has to be left of an edge of this length. */
function leastLength(length: number): number {
  return Math.min(CLEARANCE_MM / 2, length / 4);
}

/** Flags edges whose strip to the moved edge folds over, or whose moved edge all but vanishes or turns round. */
function flagFolds(loops: Loops, moved: Loops, widthsMm: Float64Array[], flags: Uint8Array): void {
  let start = 0;
  for (const [number, loop] of loops.entries()) {
    const inner = moved[number]!;
    const widths = widthsMm[number]!;
    for (let at = 0; at < loop.length; at += 2) {
      const to = at + 2 === loop.length ? 0 : at + 2;
      if (widths[at >> 1] === 0 && widths[to >> 1] === 0) continue;
      const [ax, ay, bx, by] = [loop[at]!, loop[at + 1]!, loop[to]!, loop[to + 1]!];
      const [dx, dy] = [bx - ax, by - ay];
      const [cx, cy, ex, ey] = [inner[to]!, inner[to + 1]!, inner[at]!, inner[at + 1]!];
      const along = (cx - ex) * dx + (cy - ey) * dy;
      const length = Math.sqrt(dx * dx + dy * dy);
      const isFolded =
        along < leastLength(length) * length ||
        dx * (cy - ay) - dy * (cx - ax) < 0 ||
        (cx - ax) * (ey - ay) - (cy - ay) * (ex - ax) < 0;
      if (isFolded) flags[start + (at >> 1)] = 1;
    }
    start += loop.length / 2;
  }
}

/** Multiplies the widths at both ends of flagged edges; says whether any was above 0, and marks the loops of those. */
function shrinkFlagged(
  widthsMm: Float64Array[],
  flags: Uint8Array,
  factor: number,
  isStale: Uint8Array,
): boolean {
  let hasShrunk = false;
  let start = 0;
  isStale.fill(0);
  let flagged = flags.indexOf(1);
  for (const [number, widths] of widthsMm.entries()) {
    if (flagged >= 0 && flagged < start) flagged = flags.indexOf(1, start);
    if (flagged < 0) break;
    if (flagged >= start + widths.length) {
      start += widths.length;
      continue;
    }
    const isEnd = new Uint8Array(widths.length);
    for (let point = 0; point < widths.length; point++) {
      if (flags[start + point] === 0) continue;
      isEnd[point] = 1;
      isEnd[(point + 1) % widths.length] = 1;
    }
    for (let point = 0; point < widths.length; point++) {
      if (isEnd[point] === 0 || widths[point] === 0) continue;
      widths[point]! *= factor;
      isStale[number] = 1;
      hasShrunk = true;
    }
    start += widths.length;
  }
  return hasShrunk;
}
