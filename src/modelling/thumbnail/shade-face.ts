import { normalise } from './camera.js';

/** Towards the main light, from the upper left in front of the picture, and towards a weak one opposite. */
const KEY = normalise([-0.62, 0.3, 0.8]);
const FILL = normalise([0.45, -0.8, 0.35]);
const [AMBIENT, KEY_SHARE, FILL_SHARE] = [0.1, 0.76, 0.24];

/** The light (0…1, linear) that comes back from a matt face whose corners begin at `a`, `b`, `c` in `positions`. */
export function shadeFace(positions: Float32Array, a: number, b: number, c: number): number {
  const ux = positions[b]! - positions[a]!;
  const uy = positions[b + 1]! - positions[a + 1]!;
  const uz = positions[b + 2]! - positions[a + 2]!;
  const vx = positions[c]! - positions[a]!;
  const vy = positions[c + 1]! - positions[a + 1]!;
  const vz = positions[c + 2]! - positions[a + 2]!;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  const key = Math.max(0, (nx * KEY[0] + ny * KEY[1] + nz * KEY[2]) / length);
  const fill = Math.max(0, (nx * FILL[0] + ny * FILL[1] + nz * FILL[2]) / length);
  return AMBIENT + KEY_SHARE * key + FILL_SHARE * fill;
}
