import { GrowingMesh } from './growing-mesh.js';
import { vertexCountOf, type Mesh } from './mesh.js';
import type { RimSide } from './rim.js';

/**
 * Makes a solid of a surface that lies above z = 0: upright walls along its rim and a base on z = 0.
 *
 * On a straight side the wall is cut so that only its two ends reach the base, which then needs no vertex
 * between them: a third of the triangles of a wall of quads on a finely divided base, and no T-junction.
 * Elsewhere every vertex has its foot.
 *
 * @param surface is not to be used any more
 */
export function closeSurface(surface: Mesh, sides: readonly RimSide[]): Mesh {
  const solid = new GrowingMesh(surface);
  const firstFoot = vertexCountOf(surface);
  let footCount = 0;
  for (const { vertices, isStraight } of sides) {
    for (const vertex of isStraight ? vertices.slice(0, 1) : vertices.slice(0, -1)) {
      solid.addVertex(solid.at(vertex, 0), solid.at(vertex, 1), 0);
      footCount++;
    }
  }
  let foot = 0;
  for (const { vertices, isStraight } of sides) {
    const steps = isStraight ? 1 : vertices.length - 1;
    const feet = Array.from({ length: steps + 1 }, (_, step) => firstFoot + ((foot + step) % footCount));
    foot += steps;
    if (isStraight) wallStraightSide(solid, vertices, feet[0]!, feet[1]!);
    else wallByQuads(solid, vertices, feet);
  }
  layBase(solid, firstFoot, footCount);
  return solid.finish();
}

/**
 * Cuts peaks off the top line until it sags everywhere (Graham's scan), then joins the part before its
 * lowest vertex to one foot and the part after to the other, from which it can be seen.
 */
function wallStraightSide(solid: GrowingMesh, line: number[], footBefore: number, footAfter: number): void {
  const along = (vertex: number): number =>
    Math.abs(solid.at(vertex, 0) - solid.at(footBefore, 0)) +
    Math.abs(solid.at(vertex, 1) - solid.at(footBefore, 1));
  const sag: number[] = [];
  for (const vertex of line) {
    while (sag.length >= 2) {
      const before = sag.at(-2)!;
      const peak = sag.at(-1)!;
      const turn =
        (along(peak) - along(before)) * (solid.at(vertex, 2) - solid.at(before, 2)) -
        (along(vertex) - along(before)) * (solid.at(peak, 2) - solid.at(before, 2));
      if (turn >= 0) break;
      solid.addTriangle(before, vertex, peak);
      sag.pop();
    }
    sag.push(vertex);
  }
  let lowest = 0;
  for (let place = 1; place < sag.length; place++) {
    if (solid.at(sag[place]!, 2) < solid.at(sag[lowest]!, 2)) lowest = place;
  }
  for (let place = 0; place + 1 < sag.length; place++) {
    solid.addTriangle(sag[place]!, place < lowest ? footBefore : footAfter, sag[place + 1]!);
  }
  solid.addTriangle(sag[lowest]!, footBefore, footAfter);
}

function wallByQuads(solid: GrowingMesh, line: number[], feet: number[]): void {
  for (let place = 0; place + 1 < line.length; place++) {
    solid.addTriangle(line[place]!, feet[place]!, line[place + 1]!);
    solid.addTriangle(line[place + 1]!, feet[place]!, feet[place + 1]!);
  }
}

/** The base over its corners, from its middle unless it is a plain rectangle. */
function layBase(solid: GrowingMesh, first: number, count: number): void {
  if (count === 4) {
    solid.addTriangle(first, first + 2, first + 1);
    solid.addTriangle(first, first + 3, first + 2);
    return;
  }
  let [x, y] = [0, 0];
  for (let foot = first; foot < first + count; foot++) {
    x = Math.max(x, solid.at(foot, 0));
    y = Math.max(y, solid.at(foot, 1));
  }
  const centre = solid.addVertex(x / 2, y / 2, 0);
  for (let foot = 0; foot < count; foot++) {
    solid.addTriangle(centre, first + ((foot + 1) % count), first + foot);
  }
}
