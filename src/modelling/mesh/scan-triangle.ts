import type { HeightField } from './height-field.js';

/**
 * The largest vertical distance between a plane triangle over three samples and the samples in it, edges
 * included.
 *
 * @param toleranceMm what the distance and the slack for the plane's rise may come to together
 * @returns the distance, or Infinity as soon as the limit is exceeded; 0 for a triangle without area
 */
export function scanTriangle(
  field: HeightField,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  toleranceMm: number,
  slackPerRise: number,
): number {
  const { heights, columns } = field;
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (area === 0) return 0;
  const az = heights[ay * columns + ax]!;
  const bRise = heights[by * columns + bx]! - az;
  const cRise = heights[cy * columns + cx]! - az;
  const slopeX = (bRise * (cy - ay) - cRise * (by - ay)) / area;
  const slopeY = (cRise * (bx - ax) - bRise * (cx - ax)) / area;
  const limit = toleranceMm - slackPerRise * (Math.abs(slopeX) + Math.abs(slopeY));
  const sign = area > 0 ? 1 : -1;
  // Steps of the three edge functions; a point is inside where none is negative.
  const abX = -sign * (by - ay);
  const abY = sign * (bx - ax);
  const bcX = -sign * (cy - by);
  const bcY = sign * (cx - bx);
  const caX = -sign * (ay - cy);
  const caY = sign * (ax - cx);
  const left = Math.min(ax, bx, cx);
  const right = Math.max(ax, bx, cx);
  const bottom = Math.max(ay, by, cy);
  let worst = 0;
  for (let y = Math.min(ay, by, cy); y <= bottom; y++) {
    const first = Math.max(
      left,
      firstInside(abX, abY * (y - ay) - abX * ax, left),
      firstInside(bcX, bcY * (y - by) - bcX * bx, left),
      firstInside(caX, caY * (y - cy) - caX * cx, left),
    );
    const last = Math.min(
      right,
      lastInside(abX, abY * (y - ay) - abX * ax, right),
      lastInside(bcX, bcY * (y - by) - bcX * bx, right),
      lastInside(caX, caY * (y - cy) - caX * cx, right),
    );
    const line = y * columns;
    const plane = az + slopeY * (y - ay) - slopeX * ax;
    for (let x = first; x <= last; x++) {
      const distance = Math.abs(heights[line + x]! - (plane + slopeX * x));
      if (distance <= worst) continue;
      if (distance > limit) return Infinity;
      worst = distance;
    }
  }
  return worst;
}

/** The least x with `step * x + offset >= 0` where the edge bounds from the left, else `fallback`. */
function firstInside(step: number, offset: number, fallback: number): number {
  return step > 0 ? Math.ceil(-offset / step) : fallback;
}

/** The largest x with `step * x + offset >= 0` where the edge bounds from the right, else `fallback`. */
function lastInside(step: number, offset: number, fallback: number): number {
  return step < 0 ? Math.floor(offset / -step) : fallback;
}
