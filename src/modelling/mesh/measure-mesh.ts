import { SPAN } from '../span.js';
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
  const { indices } = mesh;
  const sums: Sums = {
    sixfoldVolumes: new Float64Array(shells.shellCount),
    doubleArea: 0,
    degenerateCount: 0,
  };
  for (let start = 0; start < indices.length; start += 3 * SPAN) {
    sumSpan(mesh, shells, start, Math.min(indices.length, start + 3 * SPAN), sums);
  }
  return {
    shellVolumesMm3: sums.sixfoldVolumes.map((volume) => volume / 6),
    surfaceAreaMm2: sums.doubleArea / 2,
    degenerateCount: sums.degenerateCount,
  };
}

interface Sums {
  /** Six times the volume of each shell. */
  sixfoldVolumes: Float64Array;
  doubleArea: number;
  degenerateCount: number;
}

function sumSpan(
  { positions, indices }: Mesh,
  { shellCount, shellOf }: ShellLabels,
  start: number,
  end: number,
  sums: Sums,
): void {
  /** The shell at hand and its volume so far: neighbouring triangles mostly belong to one. */
  let shell = shellOf[indices[start]!]!;
  let volume = sums.sixfoldVolumes[shell]!;
  let { doubleArea, degenerateCount } = sums;
  const originX = positions[0]!;
  const originY = positions[1]!;
  const originZ = positions[2]!;
  for (let corner = start; corner < end; corner += 3) {
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
      sums.sixfoldVolumes[shell] = volume;
      shell = shellOf[indices[corner]!]!;
      volume = sums.sixfoldVolumes[shell]!;
    }
    volume += nx * (ax - originX) + ny * (ay - originY) + nz * (az - originZ);
  }
  sums.sixfoldVolumes[shell] = volume;
  sums.doubleArea = doubleArea;
  sums.degenerateCount = degenerateCount;
}
