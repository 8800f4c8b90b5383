import { pointCountOf, type Loops } from './outline.js';

/** On which side of the inside a chain of points lies. */
const [LEFT, RIGHT] = [0, 1] as const;
type Side = typeof LEFT | typeof RIGHT;

/**
 * Points from above that are not filled in yet: the first lies on the other side, or is where the chain begins, and
 * the rest bend away from the inside.
 */
interface Chain {
  points: number[];
  side: Side;
}

/** A stretch of the inside between two edges that the sweep line crosses. */
interface Stretch {
  /** The edge on its left, by the number of the point that it runs down from. */
  edge: number;
  chain: Chain;
  /** What lies to the right of a point at which two stretches have met, until the next point tells where it belongs. */
  rest: Chain | null;
}

interface Sweep {
  x: Float64Array;
  y: Float64Array;
  next: Uint32Array;
  previous: Uint32Array;
  triangles: Uint32Array;
  count: number;
}

/**
 * Fills simple, disjoint curves with triangles, counter-clockwise, over their points in one numbering (all loops in
 * a row), whatever is nested in what. A line sweeps downwards over all points and fills what has become monotone at
 * once (Garey, Johnson, Preparata, Tarjan, _Triangulating a simple polygon_, Information Processing Letters 7,
 * 1978; the parts not made first but as they are met: Hertel and Mehlhorn, 1983). The time grows with the points
 * and with how many edges one line crosses.
 *
 * @param triangleCount how many there are to be
 * @returns null where rounding has made the curves cross
 */
export function sweepLoops(loops: Loops, triangleCount: number): Uint32Array | null {
  const sweep = prepare(loops, triangleCount);
  const stretches: Stretch[] = [];
  for (const point of sortDownwards(sweep)) {
    if (!takePoint(sweep, stretches, point)) return null;
  }
  return stretches.length === 0 && 3 * sweep.count === sweep.triangles.length ? sweep.triangles : null;
}

function prepare(loops: Loops, triangleCount: number): Sweep {
  const count = pointCountOf(loops);
  const sweep: Sweep = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    next: new Uint32Array(count),
    previous: new Uint32Array(count),
    triangles: new Uint32Array(3 * triangleCount),
    count: 0,
  };
  let start = 0;
  for (const loop of loops) {
    const last = start + loop.length / 2 - 1;
    for (let point = start; point <= last; point++) {
      sweep.x[point] = loop[2 * (point - start)]!;
      sweep.y[point] = loop[2 * (point - start) + 1]!;
      sweep.next[point] = point === last ? start : point + 1;
      sweep.previous[point] = point === start ? last : point - 1;
    }
    start = last + 1;
  }
  return sweep;
}

/** From above, on one height from the left: as if the plane were turned by a trifle, so that no edge is level. */
function sortDownwards({ x, y }: Sweep): Uint32Array {
  return Uint32Array.from(x.keys()).sort((a, b) => y[b]! - y[a]! || x[a]! - x[b]!);
}

function isAbove({ x, y }: Sweep, a: number, b: number): boolean {
  return y[a]! > y[b]! || (y[a] === y[b] && x[a]! < x[b]!);
}

/** Twice the area, positive where the points turn counter-clockwise. */
function turnOf({ x, y }: Sweep, a: number, b: number, c: number): number {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
}

/** Moves the line down to a point; false where the curves are not what they should be. */
function takePoint(sweep: Sweep, stretches: Stretch[], point: number): boolean {
  const { next, previous } = sweep;
  const before = previous[point]!;
  const comesFromAbove = isAbove(sweep, before, point);
  const goesUp = isAbove(sweep, next[point]!, point);
  const at = countToTheLeft(sweep, stretches, point);
  const here = stretches[at];
  const left = stretches[at - 1];
  if (comesFromAbove) {
    if (here?.edge !== before) return false;
    if (!goesUp) {
      here.edge = point;
      here.chain = join(sweep, here, point, LEFT);
      here.rest = null;
      return true;
    }
    stretches.splice(at, 1);
    if (turnOf(sweep, before, point, next[point]!) > 0) {
      close(sweep, here.chain, point);
      if (here.rest !== null) close(sweep, here.rest, point);
      return true;
    }
    if (left === undefined) return false;
    left.chain = join(sweep, left, point, RIGHT);
    left.rest = join(sweep, here, point, LEFT);
    return true;
  }
  if (goesUp) {
    if (left === undefined) return false;
    left.chain = join(sweep, left, point, RIGHT);
    left.rest = null;
    return true;
  }
  if (turnOf(sweep, before, point, next[point]!) > 0) {
    stretches.splice(at, 0, { edge: point, chain: { points: [point], side: LEFT }, rest: null });
    return true;
  }
  if (left === undefined) return false;
  stretches.splice(at, 0, { edge: point, chain: split(sweep, left, point), rest: null });
  left.rest = null;
  return true;
}

/** How many stretches begin to the left of a point; their edges are in order. */
function countToTheLeft(sweep: Sweep, stretches: Stretch[], point: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { edge } = stretches[middle]!;
    if (turnOf(sweep, edge, sweep.next[edge]!, point) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a point to the chain of a stretch that it lies beside; the other chain, if two have met, ends there. */
function join(sweep: Sweep, { chain, rest }: Stretch, point: number, side: Side): Chain {
  if (rest === null) return extend(sweep, chain, point, side);
  const [ending, lasting] = side === LEFT ? [chain, rest] : [rest, chain];
  close(sweep, ending, point);
  return extend(sweep, lasting, point, side);
}

/** Parts a stretch at a point within it, which keeps what is on its left; returns the chain on the right. */
function split(sweep: Sweep, stretch: Stretch, point: number): Chain {
  const { chain, rest } = stretch;
  if (rest !== null) {
    stretch.chain = extend(sweep, chain, point, RIGHT);
    return extend(sweep, rest, point, LEFT);
  }
  const lowest = chain.points.at(-1)!;
  const { side } = chain;
  const across: Chain = { points: [lowest, point], side: side === LEFT ? RIGHT : LEFT };
  const along = extend(sweep, chain, point, side);
  stretch.chain = side === LEFT ? across : along;
  return side === LEFT ? along : across;
}

/** Adds a point below a chain, filling what it sees. */
function extend(sweep: Sweep, chain: Chain, point: number, side: Side): Chain {
  const { points } = chain;
  if (points.length > 1 && chain.side !== side) {
    close(sweep, chain, point);
    return { points: [points.at(-1)!, point], side };
  }
  for (; points.length > 1; points.pop()) {
    const [upper, lower] = [points.at(-2)!, points.at(-1)!];
    const turn = turnOf(sweep, upper, lower, point);
    if (side === LEFT ? turn <= 0 : turn >= 0) break;
    fill(sweep, upper, lower, point, side);
  }
  points.push(point);
  chain.side = side;
  return chain;
}

/** Fills all that is left of a chain from a point across. */
function close(sweep: Sweep, { points, side }: Chain, point: number): void {
  for (let at = 1; at < points.length; at++) fill(sweep, points[at - 1]!, points[at]!, point, side);
}

function fill(sweep: Sweep, upper: number, lower: number, point: number, side: Side): void {
  const { triangles } = sweep;
  const start = 3 * sweep.count++;
  triangles[start] = side === LEFT ? upper : lower;
  triangles[start + 1] = side === LEFT ? lower : upper;
  triangles[start + 2] = point;
}
