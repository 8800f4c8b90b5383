/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** Slack for angles that are equal but for their rounding. */
const SLACK_RAD = 1e-9;

/** A number of corners with one in each of the four directions of the axes, which `joinRing` relies on. */
export const CIRCLE_CORNERS = 48;

/** The corners of a circle, counter-clockwise from the direction of +x. */
export function circleAround([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: CIRCLE_CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/**
 * Triangulates what lies between an upright rectangle and a circle within it, both counter-clockwise; the
 * rectangle's sides may have further corners. Walking round, a corner of the rectangle gets the piece of the
 * circle that it sees: up to the foot of the perpendicular on its side, where the circle has a corner.
 *
 * @returns for each triangle three numbers, those of the circle's corners following those of the rectangle
 */
export function joinRing(rectangle: readonly Point[], centre: Point, circle: readonly Point[]): number[] {
  const count = rectangle.length;
  const feet = findFeet(rectangle, centre);
  const stepRad = (2 * Math.PI) / circle.length;
  const inner = (corner: number): number =>
    count + (((corner % circle.length) + circle.length) % circle.length);
  let corner = Math.floor((feet[count - 1]! - 2 * Math.PI + SLACK_RAD) / stepRad);
  const triangles: number[] = [];
  for (let side = 0; side < count; side++) {
    for (; (corner + 1) * stepRad <= feet[side]! + SLACK_RAD; corner++) {
      triangles.push(side, inner(corner + 1), inner(corner));
    }
    triangles.push(side, (side + 1) % count, inner(corner));
  }
  return triangles;
}

/** For each side the direction of its point nearest to the centre; ascending, as far as once round. */
function findFeet(rectangle: readonly Point[], [x, y]: Point): number[] {
  let before = -Infinity;
  return rectangle.map(([fromX, fromY], index) => {
    const [toX, toY] = rectangle[(index + 1) % rectangle.length]!;
    const nearX = fromX === toX ? fromX : Math.min(Math.max(x, Math.min(fromX, toX)), Math.max(fromX, toX));
    const nearY = fromY === toY ? fromY : Math.min(Math.max(y, Math.min(fromY, toY)), Math.max(fromY, toY));
    let angle = Math.atan2(nearY - y, nearX - x);
    while (angle < before - Math.PI) angle += 2 * Math.PI;
    before = angle;
    return angle;
  });
}
