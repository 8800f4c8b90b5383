import { ModellingError } from '../modelling.errors.js';
import { findBoundingBox } from './bounding-box.js';
import { checkFans } from './check-fans.js';
import { labelShells } from './label-shells.js';
import { measureMesh } from './measure-mesh.js';
import { triangleCountOf, vertexCountOf, type Mesh } from './mesh.js';
import { weldMesh } from './weld-mesh.js';

/** What was found on a mesh that keeps the printability contract. */
export interface MeshFacts {
  triangleCount: number;
  vertexCount: number;
  shellCount: number;
  volumeMm3: number;
  surfaceAreaMm2: number;
  boundingBoxMm: { width: number; height: number; depth: number };
}

/**
 * Welds a mesh and holds it against the printability contract: finite, no degenerate triangle, every edge
 * used exactly twice in opposite directions, one fan at each vertex, each shell outward.
 *
 * @returns the welded mesh, which is what may be written, and its facts
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function checkMesh(mesh: Mesh): { welded: Mesh; facts: MeshFacts } {
  const nonFiniteCount = countNonFinite(mesh.positions);
  if (nonFiniteCount > 0) throw notPrintable({ nonFiniteCount });
  if (mesh.indices.length === 0) throw notPrintable({ triangleCount: 0 });

  const welded = weldMesh(mesh);
  const shells = labelShells(welded);
  const { degenerateCount, shellVolumesMm3, surfaceAreaMm2 } = measureMesh(welded, shells);
  const inwardShellCount = shellVolumesMm3.filter((volume) => !(volume > 0)).length;
  const defects = { ...checkFans(welded), degenerateCount, inwardShellCount };
  if (Object.values(defects).some((count) => count > 0)) throw notPrintable(defects);

  const { lower, upper } = findBoundingBox(welded.positions);
  return {
    welded,
    facts: {
      triangleCount: triangleCountOf(welded),
      vertexCount: vertexCountOf(welded),
      shellCount: shells.shellCount,
      volumeMm3: shellVolumesMm3.reduce((sum, volume) => sum + volume, 0),
      surfaceAreaMm2,
      boundingBoxMm: {
        width: upper[0] - lower[0],
        height: upper[1] - lower[1],
        depth: upper[2] - lower[2],
      },
    },
  };
}

function countNonFinite(positions: Float32Array): number {
  let count = 0;
  for (let index = 0; index < positions.length; index++) {
    // Only NaN and the infinities are not 0 when taken from themselves.
    if (positions[index]! - positions[index]! !== 0) count++;
  }
  return count;
}

function notPrintable(details: Record<string, number>): ModellingError {
  const found = Object.entries(details).filter(([name, count]) => count > 0 || name === 'triangleCount');
  const list = found.map(([name, count]) => `${name} ${count}`).join(', ');
  return new ModellingError('MESH_NOT_PRINTABLE', `The mesh cannot be printed: ${list}.`, details);
}
