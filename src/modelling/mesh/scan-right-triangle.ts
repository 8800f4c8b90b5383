/**
 * The largest vertical distance between a plane right triangle and the samples in it, edges included. The
 * right angle is at `corner`; the legs run `size` steps of `along` and of `across`.
 *
 * @returns the distance, or Infinity as soon as one exceeds `limit`
 */
export function scanCornerTriangle(
  heights: Float32Array,
  corner: number,
  along: number,
  across: number,
  size: number,
  limit: number,
): number {
  const start = heights[corner]!;
  const slopeAlong = (heights[corner + size * along]! - start) / size;
  const slopeAcross = (heights[corner + size * across]! - start) / size;
  let worst = 0;
  for (let line = 0; line < size; line++) {
    let place = corner + line * across;
    let plane = start + line * slopeAcross;
    for (let step = size - line; step >= 0; step--) {
      const distance = Math.abs(heights[place]! - plane);
      if (distance > worst) {
        if (distance > limit) return Infinity;
        worst = distance;
      }
      place += along;
      plane += slopeAlong;
    }
  }
  return worst;
}

/**
 * The same for a triangle that stands on its longest side: `size` steps of `along` to either side of
 * `middle`, and an apex `size` steps of `across` away from it.
 */
export function scanBasedTriangle(
  heights: Float32Array,
  middle: number,
  along: number,
  across: number,
  size: number,
  limit: number,
): number {
  const left = heights[middle - size * along]!;
  const right = heights[middle + size * along]!;
  const centre = (left + right) / 2;
  const slopeAlong = (right - left) / (2 * size);
  const slopeAcross = (heights[middle + size * across]! - centre) / size;
  let worst = 0;
  for (let line = 0; line < size; line++) {
    const reach = size - line;
    let place = middle + line * across - reach * along;
    let plane = centre + line * slopeAcross - reach * slopeAlong;
    for (let step = 2 * reach; step >= 0; step--) {
      const distance = Math.abs(heights[place]! - plane);
      if (distance > worst) {
        if (distance > limit) return Infinity;
        worst = distance;
      }
      place += along;
      plane += slopeAlong;
    }
  }
  return worst;
}
