import type { Mesh } from '../../../src/modelling/mesh/mesh.js';

/** What rounding can make of a volume that is none, as a share of the lengths it is made of. */
const SLACK = 1e-9;

type Point = readonly [x: number, y: number, z: number];

/**
 * Counts the edges of a welded mesh that pass through the inside of one of its triangles: none on a surface that
 * does not cut through itself. Triangles that only touch along a corner or an edge do not count.
 */
export function countCrossings({ positions, indices }: Mesh): number {
  const at = (vertex: number): Point => [
    positions[3 * vertex]!,
    positions[3 * vertex + 1]!,
    positions[3 * vertex + 2]!,
  ];
  const cornersOf = (triangle: number): Corners => [
    indices[3 * triangle]!,
    indices[3 * triangle + 1]!,
    indices[3 * triangle + 2]!,
  ];
  const crossing = new Set<string>();
  const lookAt = (triangle: number, other: number): void => {
    const corners = cornersOf(triangle);
    const others = cornersOf(other);
    for (const [index, from] of corners.entries()) {
      const to = corners[(index + 1) % 3]!;
      if (others.includes(from) || others.includes(to)) continue;
      const [a, b, c] = [at(others[0]), at(others[1]), at(others[2])];
      if (passesThrough(at(from), at(to), a, b, c)) crossing.add(`${from} ${to} ${other}`);
    }
  };
  forEachMeeting(positions, indices, (first, second) => {
    lookAt(first, second);
    lookAt(second, first);
  });
  return crossing.size;
}

type Corners = readonly [number, number, number];

/** Tells of all pairs of triangles whose boxes meet: swept along x, compared along y and z. */
function forEachMeeting(
  positions: Float32Array,
  indices: Uint32Array,
  tell: (first: number, second: number) => void,
): void {
  const [lowX, highX] = rangesAlong(0, positions, indices);
  const order = Uint32Array.from(lowX.keys()).sort((first, second) => lowX[first]! - lowX[second]!);
  // In the order of the sweep, so that it reads on and on.
  const [left, right] = [pick(lowX, order), pick(highX, order)];
  const [lowY, highY] = rangesAlong(1, positions, indices).map((values) => pick(values, order)) as Ranges;
  const [lowZ, highZ] = rangesAlong(2, positions, indices).map((values) => pick(values, order)) as Ranges;
  for (let first = 0; first < order.length; first++) {
    const [end, bottom, top] = [right[first]!, lowY[first]!, highY[first]!];
    const [near, far] = [lowZ[first]!, highZ[first]!];
    for (let second = first + 1; second < order.length && left[second]! <= end; second++) {
      if (lowY[second]! > top || highY[second]! < bottom) continue;
      if (lowZ[second]! > far || highZ[second]! < near) continue;
      tell(order[first]!, order[second]!);
    }
  }
}

type Ranges = [low: Float32Array, high: Float32Array];

/** From where to where each triangle reaches along an axis. */
function rangesAlong(axis: number, positions: Float32Array, indices: Uint32Array): Ranges {
  const low = new Float32Array(indices.length / 3);
  const high = new Float32Array(indices.length / 3);
  for (let triangle = 0; triangle < low.length; triangle++) {
    const [a, b, c] = [0, 1, 2].map((corner) => positions[3 * indices[3 * triangle + corner]! + axis]!);
    low[triangle] = Math.min(a!, b!, c!);
    high[triangle] = Math.max(a!, b!, c!);
  }
  return [low, high];
}

function pick(values: Float32Array, order: Uint32Array): Float32Array {
  return Float32Array.from(order, (index) => values[index]!);
}

/** Whether the way from `p` to `q` passes through the inside of the triangle `a`, `b`, `c`. */
function passesThrough(p: Point, q: Point, a: Point, b: Point, c: Point): boolean {
  if (isApart(p, q, a, b, c)) return false;
  const side = sideOf(a, b, c, p) * sideOf(a, b, c, q);
  if (side >= 0) return false;
  const turns = [sideOf(p, q, a, b), sideOf(p, q, b, c), sideOf(p, q, c, a)];
  return turns.every((turn) => turn > 0) || turns.every((turn) => turn < 0);
}

function isApart(p: Point, q: Point, a: Point, b: Point, c: Point): boolean {
  return [0, 1, 2].some((axis) => {
    const at = (point: Point): number => point[axis]!;
    return (
      Math.max(at(p), at(q)) < Math.min(at(a), at(b), at(c)) ||
      Math.min(at(p), at(q)) > Math.max(at(a), at(b), at(c))
    );
  });
}

/** On which side of the plane through three points a fourth one lies: −1, 1, or 0 where rounding decides. */
function sideOf(a: Point, b: Point, c: Point, d: Point): number {
  const [ux, uy, uz] = [a[0] - d[0], a[1] - d[1], a[2] - d[2]];
  const [vx, vy, vz] = [b[0] - d[0], b[1] - d[1], b[2] - d[2]];
  const [wx, wy, wz] = [c[0] - d[0], c[1] - d[1], c[2] - d[2]];
  const volume = ux * (vy * wz - vz * wy) - uy * (vx * wz - vz * wx) + uz * (vx * wy - vy * wx);
  const scale = Math.hypot(ux, uy, uz) * Math.hypot(vx, vy, vz) * Math.hypot(wx, wy, wz);
  return Math.abs(volume) <= SLACK * scale ? 0 : Math.sign(volume);
}
