import type { Mesh } from './mesh.js';
import type { ShellLabels } from './label-shells.js';

export interface MeshMeasures {
  /** Signed volume of each shell: positive when it faces outwards. */
  shellVolumesMm3: Float64Array;
  surfaceAreaMm2: number;
  /** Triangles without area, on the values as they are written. */
  degenerateCount: number;
}

/**
 * Area and signed volume in float64, the volume as the sum of tetrahedra over a point near the mesh.
 * Differences of float32 are exact in float64 here, so a triangle of collinear corners gives exactly 0.
 */
export function measureMesh(mesh: Mesh, shells: ShellLabels): MeshMeasures {
  const { positions, indices } = mesh;
  const { shellCount, shellOf } = shells;
  const shellVolumesMm3 = new Float64Array(shellCount);
  /** The shell at hand and six times its volume so far: neighbouring triangles mostly belong to one. */
  let shell = 0;
  let volume = 0;
  let doubleArea = 0;
  let degenerateCount = 0;
  const [originX = 0, originY = 0, originZ = 0] = positions;
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ax = positions[a]!;
    const ay = positions[a + 1]!;
    const az = positions[a + 2]!;
    const ux = positions[b]! - ax;
    const uy = positions[b + 1]! - ay;
    const uz = positions[b + 2]! - az;
    const vx = positions[c]! - ax;
    const vy = positions[c + 1]! - ay;
    const vz = positions[c + 2]! - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const doubled = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (doubled === 0) degenerateCount++;
    doubleArea += doubled;
    if (shellCount > 1 && shellOf[indices[corner]!] !== shell) {
      shellVolumesMm3[shell] = volume;
      shell = shellOf[indices[corner]!]!;
      volume = shellVolumesMm3[shell]!;
    }
    volume += nx * (ax - originX) + ny * (ay - originY) + nz * (az - originZ);
  }
  shellVolumesMm3[shell] = volume;
  for (let label = 0; label < shellCount; label++) shellVolumesMm3[label]! /= 6;
  return { shellVolumesMm3, surfaceAreaMm2: doubleArea / 2, degenerateCount };
}
