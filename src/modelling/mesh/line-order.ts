import { SPAN } from '../span.js';

/**
 * Counts the leading vertices of which each lies beyond the one before: on a lower line (y falls) or further
 * along the same line (x rises). Meshers number the samples of a picture so, and no two such vertices lie in
 * one place.
 */
export function countInLineOrder(positions: Float32Array): number {
  for (let start = 0; start < positions.length; start += 3 * SPAN) {
    const end = Math.min(positions.length, start + 3 * SPAN);
    const reached = followOrder(positions, start, end);
    if (reached < end) return reached / 3;
  }
  return positions.length / 3;
}

/** Where the order breaks from `start` on; `end` if it holds until there. */
function followOrder(positions: Float32Array, start: number, end: number): number {
  let lastX = start === 0 ? -Infinity : positions[start - 3]!;
  let lastY = start === 0 ? Infinity : positions[start - 2]!;
  for (let place = start; place < end; place += 3) {
    const x = positions[place]!;
    const y = positions[place + 1]!;
    if (y > lastY || (y === lastY && x <= lastX)) return place;
    lastX = x;
    lastY = y;
  }
  return end;
}

/** Of the first `count` vertices, which are in line order, the one at x and y, whatever its z; −1 if there is none. */
export function findInLineOrder(positions: Float32Array, count: number, x: number, y: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const middleY = positions[3 * middle + 1]!;
    if (middleY > y || (middleY === y && positions[3 * middle]! < x)) low = middle + 1;
    else high = middle;
  }
  return low < count && positions[3 * low] === x && positions[3 * low + 1] === y ? low : -1;
}
