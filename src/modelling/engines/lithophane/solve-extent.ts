/** The points `(radius + from) · slope` and `(radius + to) · slope` of a line through the axis, along one side. */
export interface Ray {
  slope: number;
  from: number;
  to: number;
}

const MOST_STEPS = 100;

/** A radius of this many extents is beyond any solution: an arc of 10° has one of 263 for its depth. */
const FAR = 1000;

/**
 * The radius at which the points of all rays span `extentMm`. The span is a convex, piecewise linear function
 * of the radius, so Newton's method comes down to it exactly from far out, after as many steps as it meets
 * pieces. From within it could run off to where the points lie on the other side of the axis.
 */
export function solveExtent(rays: readonly Ray[], extentMm: number): number {
  const furthest = rays.reduce((most, { from, to }) => Math.max(most, -from, to), 0);
  let radiusMm = FAR * (extentMm + furthest);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { span, growth } = measure(rays, radiusMm);
    const next = radiusMm + (extentMm - span) / growth;
    if (Math.abs(next - radiusMm) <= 1e-12 * extentMm) return next;
    radiusMm = next;
  }
  return radiusMm;
}

/** The span at a radius and how fast it grows with it. */
function measure(rays: readonly Ray[], radiusMm: number): { span: number; growth: number } {
  let [least, leastSlope, most, mostSlope] = [Infinity, 0, -Infinity, 0];
  for (const { slope, from, to } of rays) {
    for (const offset of [from, to]) {
      const place = (radiusMm + offset) * slope;
      if (place < least) [least, leastSlope] = [place, slope];
      if (place > most) [most, mostSlope] = [place, slope];
    }
  }
  return { span: most - least, growth: mostSlope - leastSlope };
}
