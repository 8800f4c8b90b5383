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
  const cells = sortIntoCells(positions, indices);
  const crossing = new Set<string>();
  for (const triangles of cells.values()) {
    for (const triangle of triangles) {
      for (const other of triangles) {
        if (triangle === other) continue;
        const corners = [0, 1, 2].map((corner) => indices[3 * triangle + corner]!);
        const others = [0, 1, 2].map((corner) => indices[3 * other + corner]!);
        for (const [index, from] of corners.entries()) {
          const to = corners[(index + 1) % 3]!;
          if (others.includes(from) || others.includes(to)) continue;
          const [a, b, c] = others.map(at) as [Point, Point, Point];
          if (passesThrough(at(from), at(to), a, b, c)) crossing.add(`${from} ${to} ${other}`);
        }
      }
    }
  }
  return crossing.size;
}

/** Triangles by the cubes of a coarse grid that their boxes touch. */
function sortIntoCells(positions: Float32Array, indices: Uint32Array): Map<number, number[]> {
  const extent = [0, 1, 2].map((axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (let place = axis; place < positions.length; place += 3) {
      low = Math.min(low, positions[place]!);
      high = Math.max(high, positions[place]!);
    }
    return { low, size: Math.max(high - low, 1e-6) };
  });
  const side = Math.max(1, Math.ceil(Math.cbrt(indices.length / 6)));
  const cells = new Map<number, number[]>();
  for (let corner = 0; corner < indices.length; corner += 3) {
    const ranges = extent.map(({ low, size }, axis) => {
      const places = [0, 1, 2].map((step) => positions[3 * indices[corner + step]! + axis]!);
      const cellOf = (place: number): number => Math.floor(((place - low) / size) * side * 0.999);
      return [cellOf(Math.min(...places)), cellOf(Math.max(...places))] as const;
    });
    const [xs, ys, zs] = ranges as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    for (let x = xs[0]; x <= xs[1]; x++) {
      for (let y = ys[0]; y <= ys[1]; y++) {
        for (let z = zs[0]; z <= zs[1]; z++) {
          const cell = (x * side + y) * side + z;
          const found = cells.get(cell);
          if (found === undefined) cells.set(cell, [corner / 3]);
          else found.push(corner / 3);
        }
      }
    }
  }
  return cells;
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
