import { findBoundingBox, type BoundingBox } from './bounding-box.js';
import { countUses, type VertexUses } from './count-uses.js';
import { vertexCountOf, type Mesh } from './mesh.js';
import { notPrintable } from './not-printable.js';
import { tidyPositions } from './tidy-positions.js';
import { weldMesh } from './weld-mesh.js';

/** A mesh of which there is something to inspect, and which may be written if that is sound. */
export interface PreparedMesh extends VertexUses {
  /** Finite, −0 turned into 0, no two vertices in one place, and none without a triangle. */
  welded: Mesh;
  box: BoundingBox;
}

/**
 * Welds a mesh as a slicer does that reads an STL. −0 becomes 0 in its positions.
 *
 * @throws ModellingError `MESH_NOT_PRINTABLE` where there is nothing to inspect: no triangles, places that are
 * not finite, corners that are no vertices
 */
export function prepareMesh(mesh: Mesh): PreparedMesh {
  const { nonFiniteCount, box } = tidyPositions(mesh.positions);
  if (nonFiniteCount > 0) throw notPrintable({ nonFiniteCount });
  if (mesh.indices.length === 0) throw notPrintable({ triangleCount: 0 });

  const loose = countUses(mesh);
  const count = vertexCountOf(mesh);
  if (loose.spans.some((vertex) => vertex >= count)) {
    throw notPrintable({ strayCornerCount: mesh.indices.filter((vertex) => vertex >= count).length });
  }
  const welded = weldMesh(mesh, loose.uses);
  if (welded === mesh) return { welded, box, ...loose };
  return { welded, box: findBoundingBox(welded.positions), ...countUses(welded) };
}
