/**
 * Counts the leading vertices of which each lies beyond the one before: on a lower line (y falls) or further
 * along the same line (x rises). Meshers number the samples of a picture so, and no two such vertices lie in
 * one place.
 */
export function countInLineOrder(positions: Float32Array): number {
  let lastX = -Infinity;
  let lastY = Infinity;
  for (let start = 0; start < positions.length; start += 3) {
    const x = positions[start]!;
    const y = positions[start + 1]!;
    if (y > lastY || (y === lastY && x <= lastX)) return start / 3;
    lastX = x;
    lastY = y;
  }
  return positions.length / 3;
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
