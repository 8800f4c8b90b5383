import { ModellingError } from '../modelling.errors.js';
import type { CheckHooks } from './check-hooks.js';
import type { MeshFacts } from './check-mesh.js';
import type { MeshSource } from './mesh-source.js';

/**
 * Goes once through a mesh that is computed as it is read: every value finite, every triangle with an area.
 * How its triangles meet is not looked at; that they meet well is proved for whatever computes them, once and
 * for all. Such a mesh is one shell.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function measureSource(mesh: MeshSource, hooks: CheckHooks = {}): MeshFacts {
  const { lower, upper } = mesh.box;
  const sums = { doubleAreaMm2: 0, sixVolumesMm3: 0, nonFiniteCount: 0, degenerateCount: 0 };
  let coordinateCount = 0;
  for (const corners of mesh.corners()) {
    measureCorners(corners, lower, sums);
    coordinateCount += corners.length;
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.(coordinateCount / (9 * mesh.triangleCount));
  }
  const { nonFiniteCount, degenerateCount } = sums;
  const inwardShellCount = sums.sixVolumesMm3 > 0 ? 0 : 1;
  if (nonFiniteCount + degenerateCount + inwardShellCount > 0) {
    throw new ModellingError(
      'MESH_NOT_PRINTABLE',
      'The mesh cannot be printed: it is not finite and solid.',
      {
        nonFiniteCount,
        degenerateCount,
        inwardShellCount,
      },
    );
  }
  return {
    triangleCount: mesh.triangleCount,
    vertexCount: mesh.vertexCount,
    shellCount: 1,
    volumeMm3: sums.sixVolumesMm3 / 6,
    surfaceAreaMm2: sums.doubleAreaMm2 / 2,
    boundingBoxMm: {
      width: upper[0] - lower[0],
      height: upper[1] - lower[1],
      depth: upper[2] - lower[2],
    },
  };
}

interface Sums {
  doubleAreaMm2: number;
  sixVolumesMm3: number;
  nonFiniteCount: number;
  degenerateCount: number;
}

/** Adds the triangles of one chunk; volumes are of tetrahedra over the lower corner of the box. */
function measureCorners(
  corners: Float32Array,
  [originX, originY, originZ]: readonly [number, number, number],
  sums: Sums,
): void {
  let { doubleAreaMm2, sixVolumesMm3 } = sums;
  for (let place = 0; place < corners.length; place += 9) {
    const ax = corners[place]!;
    const ay = corners[place + 1]!;
    const az = corners[place + 2]!;
    const ux = corners[place + 3]! - ax;
    const uy = corners[place + 4]! - ay;
    const uz = corners[place + 5]! - az;
    const vx = corners[place + 6]! - ax;
    const vy = corners[place + 7]! - ay;
    const vz = corners[place + 8]! - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const doubled = Math.sqrt(nx * nx + ny * ny + nz * nz);
    // False for no area and for NaN alike.
    if (!(doubled > 0 && doubled < Infinity)) {
      if (doubled === 0) sums.degenerateCount++;
      else sums.nonFiniteCount++;
      continue;
    }
    doubleAreaMm2 += doubled;
    sixVolumesMm3 += nx * (ax - originX) + ny * (ay - originY) + nz * (az - originZ);
  }
  sums.doubleAreaMm2 = doubleAreaMm2;
  sums.sixVolumesMm3 = sixVolumesMm3;
}
