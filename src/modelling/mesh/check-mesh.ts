import type { CheckHooks } from './check-hooks.js';
import { checkFans } from './check-fans.js';
import { labelShells } from './label-shells.js';
import { measureMesh } from './measure-mesh.js';
import { triangleCountOf, vertexCountOf, type Mesh } from './mesh.js';
import { notPrintable } from './not-printable.js';
import { prepareMesh, type PreparedMesh } from './prepare-mesh.js';

/** What was found on a mesh that keeps the printability contract. */
export interface MeshFacts {
  triangleCount: number;
  vertexCount: number;
  shellCount: number;
  volumeMm3: number;
  surfaceAreaMm2: number;
  boundingBoxMm: { width: number; height: number; depth: number };
}

/** How often each rule of the printability contract is broken, by the name of the defect. */
export type MeshDefects = Record<string, number>;

/** What was found on any mesh. */
export interface MeshFindings {
  facts: MeshFacts;
  defects: MeshDefects;
}

/** How the time of an inspection divides over its steps, up to the end of each. */
const [WALKED, LABELLED] = [0.7, 0.75];

/**
 * Welds a mesh and holds it against the printability contract: finite, no degenerate triangle, every edge
 * used exactly twice in opposite directions, one fan at each vertex, each shell outward. −0 becomes 0 in its
 * positions.
 *
 * @returns the welded mesh, which is what may be written, and its facts
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function checkMesh(mesh: Mesh, hooks: CheckHooks = {}): { welded: Mesh; facts: MeshFacts } {
  const prepared = prepareMesh(mesh);
  return { welded: prepared.welded, facts: requireSound(inspectPrepared(prepared, hooks)) };
}

/**
 * The same for a mesh that is to be told about, sound or not; its facts hold for what was found.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` where there is nothing to inspect
 */
export function inspectMesh(mesh: Mesh): MeshFindings {
  return inspectPrepared(prepareMesh(mesh));
}

/**
 * The facts of a mesh without defects.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function requireSound({ facts, defects }: MeshFindings): MeshFacts {
  if (Object.values(defects).some((count) => count > 0)) throw notPrintable(defects);
  return facts;
}

/** Everything but the welding. Changes nothing of the mesh, so that it may be written meanwhile. */
export function inspectPrepared(
  { welded, uses, spans, box: { lower, upper } }: PreparedMesh,
  hooks: CheckHooks = {},
): MeshFindings {
  const reach = (fraction: number): void => {
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.(fraction);
  };
  const { defects: fanDefects, lowest } = checkFans(welded, { uses, spans }, (fraction) => {
    reach(fraction * WALKED);
  });
  const shells = labelShells(welded, lowest);
  reach(LABELLED);
  const { degenerateCount, shellVolumesMm3, surfaceAreaMm2 } = measureMesh(welded, shells);
  const inwardShellCount = shellVolumesMm3.filter((volume) => !(volume > 0)).length;
  reach(1);
  return {
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
    defects: { ...fanDefects, degenerateCount, inwardShellCount },
  };
}
