import { type Box3, type Euler, Vector3 } from 'three';

/** Room for marks and numbers around the model, as a share of its longest side. */
const MARGIN = 0.09;

/**
 * How far from the middle of a box a camera has to be to see all of it in each of the given turns. A camera that
 * looks down Z sees a corner at (x, y, z) when its distance is at least z + |x| / tanAcross and z + |y| / tanUp.
 * @param tanAcross tangent of half the horizontal angle of view; `tanUp` of the vertical one
 */
export function fitDistance(
  { min, max }: Box3,
  turns: readonly Euler[],
  tanAcross: number,
  tanUp: number,
): number {
  const half = new Vector3().subVectors(max, min).multiplyScalar(0.5);
  const margin = 2 * MARGIN * Math.max(half.x, half.y, half.z);
  half.x += margin;
  half.y += margin;
  const distances = turns.flatMap((turn) =>
    cornersOf(half).map((corner) => {
      const { x, y, z } = corner.applyEuler(turn);
      return z + Math.max(Math.abs(x) / tanAcross, Math.abs(y) / tanUp);
    }),
  );
  return Math.max(...distances);
}

function cornersOf({ x, y, z }: Vector3): Vector3[] {
  return [-1, 1].flatMap((across) =>
    [-1, 1].flatMap((up) => [-1, 1].map((near) => new Vector3(across * x, up * y, near * z))),
  );
}
