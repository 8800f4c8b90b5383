import { ModellingError } from '../modelling.errors.js';
import { findBoundingBox } from './bounding-box.js';
import type { CheckHooks } from './check-hooks.js';
import { checkFans } from './check-fans.js';
import { countUses } from './count-uses.js';
import { labelShells } from './label-shells.js';
import { measureMesh } from './measure-mesh.js';
import { triangleCountOf, vertexCountOf, type Mesh } from './mesh.js';
import { tidyPositions } from './tidy-positions.js';
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

/** How often each rule of the printability contract is broken, by the name of the defect. */
export type MeshDefects = Record<string, number>;

/** What was found on any mesh. */
export interface MeshInspection {
  welded: Mesh;
  facts: MeshFacts;
  defects: MeshDefects;
}

/** How the time of a check divides over its steps, up to the end of each. */
const [WELDED, WALKED, LABELLED] = [0.35, 0.8, 0.85];

/**
 * Welds a mesh and holds it against the printability contract: finite, no degenerate triangle, every edge
 * used exactly twice in opposite directions, one fan at each vertex, each shell outward. −0 becomes 0 in its
 * positions.
 *
 * @returns the welded mesh, which is what may be written, and its facts
 * @throws ModellingError `MESH_NOT_PRINTABLE` with the count of each kind of defect
 */
export function checkMesh(mesh: Mesh, hooks: CheckHooks = {}): { welded: Mesh; facts: MeshFacts } {
  const { welded, facts, defects } = inspectMesh(mesh, hooks);
  if (hasDefects(defects)) throw notPrintable(defects);
  return { welded, facts };
}

/** Whether any rule of the printability contract is broken. */
export function hasDefects(defects: MeshDefects): boolean {
  return Object.values(defects).some((count) => count > 0);
}

/**
 * The same for a mesh that is to be told about, sound or not; its facts hold for what was found.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` where there is nothing to measure: no triangles, places that are
 * not finite, corners that are no vertices
 */
export function inspectMesh(mesh: Mesh, hooks: CheckHooks = {}): MeshInspection {
  const reach = (fraction: number): void => {
    hooks.signal?.throwIfAborted();
    hooks.onProgress?.(fraction);
  };
  const { nonFiniteCount, box } = tidyPositions(mesh.positions);
  if (nonFiniteCount > 0) throw notPrintable({ nonFiniteCount });
  if (mesh.indices.length === 0) throw notPrintable({ triangleCount: 0 });

  const loose = countUses(mesh);
  const strayCornerCount = mesh.indices.length - sumOf(loose.uses);
  if (strayCornerCount > 0) throw notPrintable({ strayCornerCount });
  const welded = weldMesh(mesh, loose.uses);
  reach(WELDED);
  const uses = welded === mesh ? loose : countUses(welded);
  const { defects: fanDefects, lowest } = checkFans(welded, uses, (fraction) => {
    reach(WELDED + fraction * (WALKED - WELDED));
  });
  const shells = labelShells(welded, lowest);
  reach(LABELLED);
  const { degenerateCount, shellVolumesMm3, surfaceAreaMm2 } = measureMesh(welded, shells);
  const inwardShellCount = shellVolumesMm3.filter((volume) => !(volume > 0)).length;
  const defects = { ...fanDefects, degenerateCount, inwardShellCount };
  reach(1);

  const { lower, upper } = welded === mesh ? box : findBoundingBox(welded.positions);
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
    defects,
  };
}

function sumOf(values: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

function notPrintable(details: Record<string, number>): ModellingError {
  const found = Object.entries(details).filter(([name, count]) => count > 0 || name === 'triangleCount');
  const list = found.map(([name, count]) => `${name} ${count}`).join(', ');
  return new ModellingError('MESH_NOT_PRINTABLE', `The mesh cannot be printed: ${list}.`, details);
}
