import type { Mesh } from '../mesh/mesh.js';
import { pointCountOf, type Loops } from './outline.js';
import { triangulateLoops } from './triangulate-loops.js';

/** Curves at a height. In a stack all layers have the same curves point by point, moved or not. */
export interface Layer {
  loops: Loops;
  zMm: number;
}

/** How many triangles a stack has; fewer where points lie on a line. */
export function countStackTriangles(layers: number, pointCount: number, loopCount: number): number {
  return 2 * (layers - 1) * pointCount + 2 * (pointCount + 2 * loopCount);
}

/**
 * The solid between the first layer and the last: a cap on each, and walls from layer to layer, two triangles
 * to an edge. Where two layers have a point at the same place the wall there is truly vertical.
 */
export function stackLoops(layers: readonly Layer[]): Mesh {
  const [bottom] = layers;
  const top = layers.at(-1);
  if (bottom === undefined || top === undefined) throw new Error('a stack needs layers');
  const count = pointCountOf(bottom.loops);
  const positions = new Float32Array(3 * count * layers.length);
  let next = 0;
  for (const { loops, zMm } of layers) {
    for (const loop of loops) {
      for (let at = 0; at < loop.length; at += 2, next += 3) {
        positions[next] = loop[at]!;
        positions[next + 1] = loop[at + 1]!;
        positions[next + 2] = zMm;
      }
    }
  }
  const cap = triangulateLoops(top.loops);
  const floor = (top.loops === bottom.loops ? cap.slice() : triangulateLoops(bottom.loops)).reverse();
  const roof = cap.map((point) => point + (layers.length - 1) * count);
  const indices = new Uint32Array(floor.length + roof.length + 6 * count * (layers.length - 1));
  indices.set(floor);
  indices.set(roof, floor.length);
  next = floor.length + roof.length;
  for (let layer = 0; layer + 1 < layers.length; layer++) {
    next = meshWalls(bottom.loops, layer * count, (layer + 1) * count, indices, next);
  }
  return { positions, indices };
}

/**
 * The same solid on a plate that reaches beyond it on all sides, as one body: the plate's floor and walls, its
 * upper face with the stack's lowest curves cut out, and the stack from there.
 */
export function stackOnPlate(plate: Loops, layers: readonly Layer[]): Mesh {
  const [bottom] = layers;
  const top = layers.at(-1);
  if (bottom === undefined || top === undefined) throw new Error('a stack needs layers');
  const plateCount = pointCountOf(plate);
  const count = pointCountOf(bottom.loops);
  const lowest = 2 * plateCount;
  const positions = new Float32Array(3 * (lowest + count * layers.length));
  let next = 0;
  for (const { loops, zMm } of [{ loops: plate, zMm: 0 }, { loops: plate, zMm: bottom.zMm }, ...layers]) {
    for (const loop of loops) {
      for (let at = 0; at < loop.length; at += 2, next += 3) {
        positions.set([loop[at]!, loop[at + 1]!, zMm], next);
      }
    }
  }
  const floor = triangulateLoops(plate).reverse();
  const face = triangulateLoops([...plate, ...bottom.loops.map(turnRound)]);
  const numbers = numberTurned(bottom.loops, lowest);
  for (let corner = 0; corner < face.length; corner++) {
    const point = face[corner]!;
    face[corner] = point < plateCount ? plateCount + point : numbers[point - plateCount]!;
  }
  const roof = triangulateLoops(top.loops).map((point) => point + lowest + (layers.length - 1) * count);
  const wallLength = 6 * (plateCount + count * (layers.length - 1));
  const indices = new Uint32Array(floor.length + face.length + roof.length + wallLength);
  indices.set(floor);
  indices.set(face, floor.length);
  indices.set(roof, floor.length + face.length);
  next = meshWalls(plate, 0, plateCount, indices, floor.length + face.length + roof.length);
  for (let layer = 0; layer + 1 < layers.length; layer++) {
    next = meshWalls(bottom.loops, lowest + layer * count, lowest + (layer + 1) * count, indices, next);
  }
  return { positions, indices };
}

function turnRound(loop: Float64Array): Float64Array {
  return loop.map((_, at) => loop[at % 2 === 0 ? loop.length - 2 - at : loop.length - at]!);
}

/** The number of each point of turned curves, the straight ones being numbered from `first`. */
function numberTurned(loops: Loops, first: number): Uint32Array {
  const numbers = new Uint32Array(pointCountOf(loops));
  let start = 0;
  for (const loop of loops) {
    const length = loop.length / 2;
    for (let point = 0; point < length; point++) numbers[start + point] = first + start + length - 1 - point;
    start += length;
  }
  return numbers;
}

/** Walls between two layers whose points begin at the given numbers; returns where the next index goes. */
export function meshWalls(
  loops: Loops,
  lower: number,
  upper: number,
  indices: Uint32Array,
  start: number,
): number {
  let next = start;
  let first = 0;
  for (const loop of loops) {
    const length = loop.length / 2;
    for (let point = 0; point < length; point++) {
      const here = first + point;
      const there = first + (point + 1 === length ? 0 : point + 1);
      indices[next] = lower + here;
      indices[next + 1] = lower + there;
      indices[next + 2] = upper + there;
      indices[next + 3] = lower + here;
      indices[next + 4] = upper + there;
      indices[next + 5] = upper + here;
      next += 6;
    }
    first += length;
  }
  return next;
}
