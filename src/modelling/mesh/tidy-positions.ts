import type { BoundingBox } from './bounding-box.js';

export interface TidyFindings {
  nonFiniteCount: number;
  /** Round all positions, if they are finite. */
  box: BoundingBox;
}

/** Turns every −0 into 0, in place, and looks at what there is: one pass for what weld and report want to know. */
export function tidyPositions(positions: Float32Array): TidyFindings {
  let nonFiniteCount = 0;
  let [lowX, lowY, lowZ] = [Infinity, Infinity, Infinity];
  let [highX, highY, highZ] = [-Infinity, -Infinity, -Infinity];
  for (let start = 0; start < positions.length; start += 3) {
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
  // A bound that came from −0 is 0 too.
  return {
    nonFiniteCount,
    box: { lower: [lowX + 0, lowY + 0, lowZ + 0], upper: [highX + 0, highY + 0, highZ + 0] },
  };
}
