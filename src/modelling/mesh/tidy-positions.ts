import { SPAN } from '../span.js';
import type { BoundingBox } from './bounding-box.js';

export interface TidyFindings {
  nonFiniteCount: number;
  /** Round all positions, if they are finite. */
  box: BoundingBox;
}

/** Turns every −0 into 0, in place, and looks at what there is: one pass for what weld and report want to know. */
export function tidyPositions(positions: Float32Array): TidyFindings {
  const found: TidyFindings = {
    nonFiniteCount: 0,
    box: { lower: [Infinity, Infinity, Infinity], upper: [-Infinity, -Infinity, -Infinity] },
  };
  for (let start = 0; start < positions.length; start += 3 * SPAN) {
    tidySpan(positions, start, Math.min(positions.length, start + 3 * SPAN), found);
  }
  return found;
}

function tidySpan(positions: Float32Array, first: number, end: number, found: TidyFindings): void {
  const { lower, upper } = found.box;
  let nonFiniteCount = 0;
  let lowX = lower[0];
  let lowY = lower[1];
  let lowZ = lower[2];
  let highX = upper[0];
  let highY = upper[1];
  let highZ = upper[2];
  for (let start = first; start < end; start += 3) {
    const x = positions[start]!;
    const y = positions[start + 1]!;
    const z = positions[start + 2]!;
    // Only NaN and the infinities are not 0 when taken from themselves.
    if (x - x + (y - y) + (z - z) !== 0) {
      nonFiniteCount += Number(x - x !== 0) + Number(y - y !== 0) + Number(z - z !== 0);
    }
    // True for both zeros; all other values are left alone.
    if (x === 0) positions[start] = 0;
    if (y === 0) positions[start + 1] = 0;
    if (z === 0) positions[start + 2] = 0;
    if (x < lowX) lowX = x;
    if (x > highX) highX = x;
    if (y < lowY) lowY = y;
    if (y > highY) highY = y;
    if (z < lowZ) lowZ = z;
    if (z > highZ) highZ = z;
  }
  found.nonFiniteCount += nonFiniteCount;
  // A bound that came from −0 is 0 too.
  lower[0] = lowX + 0;
  lower[1] = lowY + 0;
  lower[2] = lowZ + 0;
  upper[0] = highX + 0;
  upper[1] = highY + 0;
  upper[2] = highZ + 0;
}
