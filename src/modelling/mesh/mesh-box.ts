import type { BoundingBox } from './bounding-box.js';
import type { Mesh } from './mesh.js';

/** The box itself as a solid of twelve triangles. Corner n is upper along x, y, z where bit 0, 1, 2 of n is set. */
export function meshBox({ lower, upper }: BoundingBox): Mesh {
  const positions = Float32Array.from({ length: 24 }, (_, at) => {
    const axis = at % 3;
    const isUpper = ((Math.floor(at / 3) >> axis) & 1) === 1;
    return (isUpper ? upper : lower)[axis]!;
  });
  const faces = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ] as const;
  return { positions, indices: Uint32Array.from(faces.flatMap(([a, b, c, d]) => [a, b, c, a, c, d])) };
}
