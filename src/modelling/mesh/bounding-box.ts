/** Lower and upper corner of an axis-aligned box. */
export interface BoundingBox {
  lower: [number, number, number];
  upper: [number, number, number];
}

/** The box round all positions, which must not be empty. */
export function findBoundingBox(positions: Float32Array): BoundingBox {
  const lower: [number, number, number] = [Infinity, Infinity, Infinity];
  const upper: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let start = 0; start < positions.length; start += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[start + axis]!;
      if (value < lower[axis]!) lower[axis] = value;
      if (value > upper[axis]!) upper[axis] = value;
    }
  }
  return { lower, upper };
}
