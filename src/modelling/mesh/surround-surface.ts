import { GrowingMesh } from './growing-mesh.js';
import type { Mesh } from './mesh.js';
import type { Rectangle, RimSide } from './rim.js';

/**
 * Puts a flat border round a rectangular surface: a steep flank from its rim up to the rectangle `foot`,
 * then a level ring out to `outer`, all at the height `topMm`.
 *
 * @param surface is not to be used any more
 * @param sides the four sides of the surface's rim
 * @param cornerRadiusMm rounds the outer corners; so small that the rounding stays outside `foot`
 * @returns the surface, and its own rim
 */
export function surroundSurface(
  surface: Mesh,
  sides: readonly RimSide[],
  foot: Rectangle,
  outer: Rectangle,
  topMm: number,
  cornerRadiusMm: number,
): { surface: Mesh; sides: RimSide[] } {
  const mesh = new GrowingMesh(surface);
  const xs = sides.map((side) => mesh.at(side.vertices[0]!, 0));
  const ys = sides.map((side) => mesh.at(side.vertices[0]!, 1));
  const [lowX, highX, lowY, highY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const outward = (vertex: number, to: Rectangle): [number, number] => {
    const x = mesh.at(vertex, 0);
    const y = mesh.at(vertex, 1);
    return [
      x === lowX ? to.left : x === highX ? to.right : x,
      y === lowY ? to.low : y === highY ? to.high : y,
    ];
  };
  const addOutward = (vertex: number, to: Rectangle): number => mesh.addVertex(...outward(vertex, to), topMm);

  const inner = sides.map((side) => side.vertices);
  const corners = inner.map((line) =>
    placeCorner(outward(line[0]!, outer), outer, cornerRadiusMm).map(([x, y]) => mesh.addVertex(x, y, topMm)),
  );
  const lines = inner.map((line) => line.slice(0, -1).map((vertex) => addOutward(vertex, foot)));
  const outerSides: RimSide[] = [];
  for (const [index, line] of inner.entries()) {
    const after = (index + 1) % inner.length;
    const crest = [...lines[index]!, lines[after]![0]!];
    const middle = crest.length >> 1;
    const from = corners[index]!.at(-1)!;
    const to = corners[after]![0]!;
    for (let place = 0; place + 1 < line.length; place++) {
      mesh.addTriangle(line[place]!, crest[place]!, crest[place + 1]!);
      mesh.addTriangle(line[place]!, crest[place + 1]!, line[place + 1]!);
      mesh.addTriangle(crest[place]!, place < middle ? from : to, crest[place + 1]!);
    }
    mesh.addTriangle(crest[middle]!, from, to);
    const round = corners[index]!;
    if (cornerRadiusMm > 0) outerSides.push({ vertices: round, isStraight: false });
    outerSides.push({ vertices: [from, to], isStraight: true });
    for (let place = 0; place + 1 < round.length; place++) {
      mesh.addTriangle(crest[0]!, round[place]!, round[place + 1]!);
    }
  }
  return { surface: mesh.finish(), sides: outerSides };
}

/** How far the sides of a rounded corner may be from the true circle: less than a printer can show. */
const SAGITTA_MM = 0.01;

/** The points of a corner, counter-clockwise: the corner itself, or a quarter of a circle. */
function placeCorner([x, y]: [number, number], outer: Rectangle, radiusMm: number): [number, number][] {
  if (radiusMm === 0) return [[x, y]];
  const isLeft = x === outer.left;
  const isLow = y === outer.low;
  const centreX = isLeft ? x + radiusMm : x - radiusMm;
  const centreY = isLow ? y + radiusMm : y - radiusMm;
  const quarter = Math.PI / 2;
  const stepAngle = 2 * Math.acos(1 - Math.min(SAGITTA_MM, radiusMm / 8) / radiusMm);
  const steps = Math.ceil(quarter / stepAngle);
  const startAngle = quarter * (isLeft ? (isLow ? 2 : 1) : isLow ? 3 : 0);
  const points: [number, number][] = [];
  for (let step = 0; step <= steps; step++) {
    const angle = startAngle + (quarter * step) / steps;
    points.push([centreX + radiusMm * Math.cos(angle), centreY + radiusMm * Math.sin(angle)]);
  }
  // The ends lie on the sides exactly, whatever the cosine of a right angle comes to.
  const isVerticalFirst = isLeft === isLow;
  points[0] = isVerticalFirst ? [x, centreY] : [centreX, y];
  points[steps] = isVerticalFirst ? [centreX, y] : [x, centreY];
  return points;
}
