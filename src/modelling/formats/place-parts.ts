import type { Mesh } from '../mesh/mesh.js';
import type { FileModel } from './file-model.js';
import { apply, findPlainScale, isMirroring, type Transform } from './transform.js';
import { unreadableModel } from './unreadable-model.js';

/** A mesh with the place it has in a scene. */
export interface PlacedMesh {
  mesh: Mesh;
  place: Transform;
}

/** Some 3 GB of positions and indices: beyond that a scene of copies is an attack. */
const MOST_VALUES = 2 ** 28;

/**
 * Puts the parts of a scene together. A single one that is only moved and enlarged keeps its own numbers,
 * for in others neighbouring float32 values could fall together.
 */
export function placeParts(parts: readonly PlacedMesh[], mmPerUnit: number): FileModel {
  const [first] = parts;
  if (first === undefined) throw unreadableModel('has no triangles');
  const scale = parts.length === 1 ? findPlainScale(first.place) : null;
  if (scale !== null) return { mesh: first.mesh, mmPerUnit: mmPerUnit * scale };
  const valueCount = parts.reduce((sum, { mesh }) => sum + mesh.positions.length + mesh.indices.length, 0);
  if (valueCount > MOST_VALUES) throw unreadableModel('repeats its parts too often');
  const positions = new Float32Array(parts.reduce((sum, { mesh }) => sum + mesh.positions.length, 0));
  const indices = new Uint32Array(parts.reduce((sum, { mesh }) => sum + mesh.indices.length, 0));
  let [vertexStart, indexStart] = [0, 0];
  for (const { mesh, place } of parts) {
    for (let start = 0; start < mesh.positions.length; start += 3) {
      const [x, y, z] = [mesh.positions[start]!, mesh.positions[start + 1]!, mesh.positions[start + 2]!];
      positions.set(
        apply(place, x, y, z).map((value) => value * mmPerUnit),
        vertexStart + start,
      );
    }
    const [second, third] = isMirroring(place) ? [2, 1] : [1, 2];
    for (let corner = 0; corner < mesh.indices.length; corner += 3) {
      indices[indexStart + corner] = mesh.indices[corner]! + vertexStart / 3;
      indices[indexStart + corner + 1] = mesh.indices[corner + second]! + vertexStart / 3;
      indices[indexStart + corner + 2] = mesh.indices[corner + third]! + vertexStart / 3;
    }
    vertexStart += mesh.positions.length;
    indexStart += mesh.indices.length;
  }
  return { mesh: { positions, indices }, mmPerUnit: 1 };
}
