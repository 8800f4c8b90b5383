import type { RimSide } from './rim.js';

/**
 * The four sides of a lattice's surface, whose boundary has every vertex that lies on an outer row or column.
 *
 * @param samples the surface's vertices, ascending
 */
export function listRim(samples: Uint32Array, columns: number, rows: number): RimSide[] {
  const top = Array.from({ length: findFirst(samples, columns) }, (_, vertex) => vertex);
  const lowest = findFirst(samples, (rows - 1) * columns);
  const bottom = Array.from({ length: samples.length - lowest }, (_, place) => lowest + place);
  const left: number[] = [];
  const right: number[] = [];
  for (let row = 0; row < rows; row++) {
    const first = findFirst(samples, row * columns);
    if (samples[first] === row * columns) left.push(first);
    const next = findFirst(samples, (row + 1) * columns);
    if (samples[next - 1] === (row + 1) * columns - 1) right.push(next - 1);
  }
  return [bottom, right.reverse(), top.reverse(), left].map((vertices) => ({ vertices, isStraight: true }));
}

/** The first vertex whose sample is not below `sample`. */
function findFirst(samples: Uint32Array, sample: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (samples[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  return low;
}
