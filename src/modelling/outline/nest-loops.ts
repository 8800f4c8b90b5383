import { doubleAreaOf, type Loops } from './outline.js';

/** One connected part of the subject: the number of its outer curve and those of its holes. */
export interface Part {
  outer: number;
  holes: number[];
}

const BANDS_PER_LOOP = 4;

/**
 * Assigns every hole to the part it is in. Left of a hole's leftmost point lies the subject, so the next edge
 * in that direction belongs to the part's outer curve, or to another of its holes, which begins further left.
 */
export function nestLoops(loops: Loops): Part[] {
  const parts: Part[] = [];
  const partOf = new Map<number, Part>();
  const holes: { number: number; x: number; y: number }[] = [];
  for (const [number, loop] of loops.entries()) {
    if (doubleAreaOf(loop) > 0) {
      const part = { outer: number, holes: [] };
      parts.push(part);
      partOf.set(number, part);
    } else {
      holes.push({ number, ...findLeftmost(loop) });
    }
  }
  if (holes.length === 0) return parts;
  const bands = sortIntoBands(loops);
  for (const { number, x, y } of holes.toSorted((a, b) => a.x - b.x)) {
    const part = partOf.get(findLoopToTheLeft(loops, bands, number, x, y));
    if (part === undefined) throw new Error('a hole lies in no part of the outline');
    part.holes.push(number);
    partOf.set(number, part);
  }
  return parts;
}

function findLeftmost(loop: Float64Array): { x: number; y: number } {
  let best = 0;
  for (let at = 2; at < loop.length; at += 2) if (loop[at]! < loop[best]!) best = at;
  return { x: loop[best]!, y: loop[best + 1]! };
}

/** Edges, as pairs of loop number and place in the loop, by the horizontal bands that they pass. */
interface Bands {
  bottom: number;
  perMm: number;
  edges: number[][];
}

function sortIntoBands(loops: Loops): Bands {
  let [bottom, top] = [Infinity, -Infinity];
  for (const loop of loops) {
    for (let at = 1; at < loop.length; at += 2) {
      bottom = Math.min(bottom, loop[at]!);
      top = Math.max(top, loop[at]!);
    }
  }
  const count = Math.min(4096, BANDS_PER_LOOP * loops.length + 16);
  const perMm = (count - 1) / Math.max(top - bottom, Number.EPSILON);
  const edges = Array.from({ length: count }, (): number[] => []);
  for (const [number, loop] of loops.entries()) {
    for (let at = 0; at < loop.length; at += 2) {
      const y = loop[at + 1]!;
      const otherY = loop[at + 2 < loop.length ? at + 3 : 1]!;
      const last = Math.floor((Math.max(y, otherY) - bottom) * perMm);
      for (let band = Math.floor((Math.min(y, otherY) - bottom) * perMm); band <= last; band++) {
        edges[band]!.push(number, at);
      }
    }
  }
  return { bottom, perMm, edges };
}

function findLoopToTheLeft(loops: Loops, bands: Bands, own: number, x: number, y: number): number {
  const band = bands.edges[Math.floor((y - bands.bottom) * bands.perMm)]!;
  let [nearest, found] = [-Infinity, -1];
  for (let entry = 0; entry < band.length; entry += 2) {
    const number = band[entry]!;
    if (number === own) continue;
    const loop = loops[number]!;
    const at = band[entry + 1]!;
    const to = at + 2 < loop.length ? at + 2 : 0;
    const [ay, by] = [loop[at + 1]!, loop[to + 1]!];
    if (ay > y === by > y) continue;
    const crossing = loop[at]! + ((y - ay) / (by - ay)) * (loop[to]! - loop[at]!);
    if (crossing < x && crossing > nearest) [nearest, found] = [crossing, number];
  }
  return found;
}
