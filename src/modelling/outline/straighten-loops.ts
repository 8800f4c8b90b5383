import type { Loops } from './outline.js';

/**
 * Drops points that lie exactly on the line between their neighbours, or on one of them: they have no say in
 * the shape, and ear cutting would drop them from caps that the walls then no longer fit.
 */
export function straightenLoops(loops: Loops): Loops {
  return loops.map(straighten).filter((loop) => loop.length >= 6);
}

function straighten(loop: Float64Array): Float64Array {
  const kept: number[] = [];
  const isStraight = (a: number, b: number, c: number): boolean =>
    (loop[b]! - loop[a]!) * (loop[c + 1]! - loop[a + 1]!) ===
    (loop[b + 1]! - loop[a + 1]!) * (loop[c]! - loop[a]!);
  for (let at = 0; at < loop.length; at += 2) {
    while (kept.length >= 2 && isStraight(kept.at(-2)!, kept.at(-1)!, at)) kept.pop();
    kept.push(at);
  }
  // The seam: the first points may lie between the last and those after them.
  let first = 0;
  for (let hasChanged = true; hasChanged && kept.length - first >= 3;) {
    hasChanged = true;
    if (isStraight(kept.at(-2)!, kept.at(-1)!, kept[first]!)) kept.pop();
    else if (isStraight(kept.at(-1)!, kept[first]!, kept[first + 1]!)) first++;
    else hasChanged = false;
  }
  return Float64Array.from(kept.slice(first).flatMap((at) => [loop[at]!, loop[at + 1]!]));
}
