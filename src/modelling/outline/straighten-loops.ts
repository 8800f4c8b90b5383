import type { Loops } from './outline.js';

/**
 * Drops points that lie exactly on the line between their neighbours, or on one of them: they have no say in
 * the shape, and cost triangles.
 */
export function straightenLoops(loops: Loops): Loops {
  const kept = new Uint32Array(loops.reduce((most, loop) => Math.max(most, loop.length), 0));
  return loops.map((loop) => straighten(loop, kept)).filter((loop) => loop.length >= 6);
}

/** @param kept room for the places of the points that stay, of no meaning between calls */
function straighten(loop: Float64Array, kept: Uint32Array): Float64Array {
  const isStraight = (a: number, b: number, c: number): boolean =>
    (loop[b]! - loop[a]!) * (loop[c + 1]! - loop[a + 1]!) ===
    (loop[b + 1]! - loop[a + 1]!) * (loop[c]! - loop[a]!);
  let [first, end] = [0, 0];
  for (let at = 0; at < loop.length; at += 2) {
    while (end >= 2 && isStraight(kept[end - 2]!, kept[end - 1]!, at)) end--;
    kept[end++] = at;
  }
  // The seam: the first points may lie between the last and those after them.
  for (let hasChanged = true; hasChanged && end - first >= 3;) {
    hasChanged = true;
    if (isStraight(kept[end - 2]!, kept[end - 1]!, kept[first]!)) end--;
    else if (isStraight(kept[end - 1]!, kept[first]!, kept[first + 1]!)) first++;
    else hasChanged = false;
  }
  if (2 * (end - first) === loop.length) return loop;
  const points = new Float64Array(2 * (end - first));
  for (let next = 0; next < points.length; next += 2) {
    const at = kept[first + next / 2]!;
    points[next] = loop[at]!;
    points[next + 1] = loop[at + 1]!;
  }
  return points;
}
