import { GrowingMesh } from './growing-mesh.js';
import type { Mesh } from './mesh.js';
import type { Rectangle, RimSide } from './trace-rim.js';

/**
 * Puts a flat border round a rectangular surface: a steep flank from its rim up to the rectangle `foot`,
 * then a level ring out to `outer`, all at the height `topMm`.
 *
 * @param sides the four sides of the surface's rim
 */
export function surroundSurface(
  surface: Mesh,
  sides: readonly RimSide[],
  foot: Rectangle,
  outer: Rectangle,
  topMm: number,
): Mesh {
  const rimCount = sides.reduce((sum, side) => sum + side.vertices.length, 0);
  const mesh = new GrowingMesh(surface, rimCount + 8, 4 * rimCount + 16);
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
  const corners = inner.map((line) => addOutward(line[0]!, outer));
  const lines = inner.map((line) => line.slice(0, -1).map((vertex) => addOutward(vertex, foot)));
  for (const [index, line] of inner.entries()) {
    const after = (index + 1) % inner.length;
    const crest = [...lines[index]!, lines[after]![0]!];
    const middle = crest.length >> 1;
    for (let place = 0; place + 1 < line.length; place++) {
      mesh.addTriangle(line[place]!, crest[place]!, crest[place + 1]!);
      mesh.addTriangle(line[place]!, crest[place + 1]!, line[place + 1]!);
      mesh.addTriangle(crest[place]!, corners[place < middle ? index : after]!, crest[place + 1]!);
    }
    mesh.addTriangle(crest[middle]!, corners[index]!, corners[after]!);
  }
  return mesh.finish();
}
