import { MeshCollector } from './growing-arrays.js';
import { readLines } from './read-lines.js';
import type { FileModel } from './file-model.js';
import { unreadableModel } from './unreadable-model.js';

/** Reads the vertices and faces of a Wavefront OBJ, which has no unit; millimetres are the custom. */
export function readObj(bytes: Buffer): FileModel {
  const mesh = new MeshCollector();
  for (const line of readLines(bytes)) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'v') addVertex(mesh, words, line);
    else if (keyword === 'f') mesh.addPolygon(words.map((word) => readCorner(word, mesh.vertexCount)));
  }
  return { mesh: { positions: mesh.positions.finish(), indices: mesh.indices.finish() }, mmPerUnit: 1 };
}

function addVertex(mesh: MeshCollector, words: readonly string[], line: string): void {
  const [x, y, z] = words.map(Number);
  if (x === undefined || y === undefined || z === undefined || Number.isNaN(x + y + z)) {
    throw unreadableModel(`has a vertex that is no place: "${line.slice(0, 60)}"`);
  }
  mesh.addVertex(x, y, z);
}

/** A corner is `v`, `v/vt`, `v//vn` or `v/vt/vn`; vertices count from 1, or from the last one backwards. */
function readCorner(word: string, vertexCount: number): number {
  const slash = word.indexOf('/');
  const number = Number(slash === -1 ? word : word.slice(0, slash));
  const vertex = number < 0 ? vertexCount + number : number - 1;
  if (!Number.isInteger(vertex) || vertex < 0 || vertex >= 2 ** 32) {
    throw unreadableModel(`has a face with the corner "${word.slice(0, 30)}"`);
  }
  return vertex;
}
