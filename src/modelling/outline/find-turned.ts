import { doubleAreaOf, type Loops } from './outline.js';

/**
 * Flags all edges of the curves that a step has turned round, as it may happen to a curve that hardly encloses
 * anything: an outer curve that runs like a hole would be taken for one.
 *
 * @param flags one to a point of the moved curves, all loops in a row
 * @returns how many curves have turned
 */
export function flagTurned(before: Loops, moved: Loops, flags: Uint8Array): number {
  let [start, turnedCount] = [0, 0];
  for (const [number, loop] of moved.entries()) {
    const end = start + loop.length / 2;
    if (doubleAreaOf(loop) * doubleAreaOf(before[number]!) <= 0) {
      flags.fill(1, start, end);
      turnedCount++;
    }
    start = end;
  }
  return turnedCount;
}
