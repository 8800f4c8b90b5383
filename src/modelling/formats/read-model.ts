import { readFileSync, statSync } from 'node:fs';

import { vertexCountOf, type Mesh } from '../mesh/mesh.js';
import type { FileModel } from './file-model.js';
import type { FormatName } from './format-names.js';
import { read3mf } from './read-3mf.js';
import { readGlb } from './read-glb.js';
import { readObj } from './read-obj.js';
import { readPly } from './read-ply.js';
import { readStl } from './read-stl.js';
import { unreadableModel } from './unreadable-model.js';

/** What Node reads into one buffer. */
const MOST_BYTES = 2 ** 31 - 1;

const READERS: Record<FormatName, (bytes: Buffer) => FileModel> = {
  stl: readStl,
  obj: readObj,
  ply: readPly,
  glb: readGlb,
  '3mf': read3mf,
};

/**
 * Reads a model file of unknown origin, in time and memory bounded by its size. The triangles need not form
 * a solid: that is for the check to say.
 *
 * @throws UnreadableModelError when the file is broken or of another format
 */
export function readModel(path: string, format: FormatName): FileModel {
  if (statSync(path).size > MOST_BYTES) throw unreadableModel('is larger than 2 GiB');
  const model = READERS[format](readFileSync(path));
  checkIndices(model.mesh);
  return model;
}

function checkIndices(mesh: Mesh): void {
  const vertexCount = vertexCountOf(mesh);
  if (mesh.indices.length === 0) throw unreadableModel('has no triangles');
  for (const vertex of mesh.indices) {
    if (vertex >= vertexCount) throw unreadableModel(`names vertex ${vertex} of ${vertexCount}`);
  }
}
