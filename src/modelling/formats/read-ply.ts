import { MeshCollector } from './growing-arrays.js';
import { parsePlyHeader, type PlyElement } from './parse-ply-header.js';
import { PlyBytes, PlyWords, type PlyValues } from './ply-values.js';
import type { FileModel } from './file-model.js';
import { unreadableModel } from './unreadable-model.js';

/** No polygon of a model needs more corners. */
const MOST_CORNERS = 1 << 16;

/** Reads the vertices and faces of a PLY, text or binary of either byte order; millimetres are the custom. */
export function readPly(bytes: Buffer): FileModel {
  const { format, elements, bodyStart } = parsePlyHeader(bytes);
  const values =
    format === 'ascii'
      ? new PlyWords(bytes, bodyStart)
      : new PlyBytes(bytes, bodyStart, format === 'binary_little_endian');
  const mesh = new MeshCollector();
  for (const element of elements) readElement(element, values, mesh);
  return { mesh: { positions: mesh.positions.finish(), indices: mesh.indices.finish() }, mmPerUnit: 1 };
}

function readElement(element: PlyElement, values: PlyValues, mesh: MeshCollector): void {
  const place = [0, 0, 0];
  // Without properties there is nothing to read, however many are claimed.
  const count = element.properties.length === 0 ? 0 : element.count;
  for (let item = 0; item < count; item++) {
    for (const { name, type, countType } of element.properties) {
      if (countType !== null) {
        const corners = readList(values, countType, type);
        if (element.name === 'face' && /^vertex_ind(ex|ices)$/.test(name)) mesh.addPolygon(corners);
        continue;
      }
      const value = values.read(type);
      const axis = ['x', 'y', 'z'].indexOf(name);
      if (axis !== -1) place[axis] = value;
    }
    if (element.name === 'vertex') mesh.addVertex(place[0]!, place[1]!, place[2]!);
  }
}

function readList(values: PlyValues, countType: string, type: string): number[] {
  const length = values.read(countType);
  if (!Number.isInteger(length) || length < 0 || length > MOST_CORNERS) {
    throw unreadableModel(`has a list of ${length} values`);
  }
  return Array.from({ length }, () => {
    const value = values.read(type);
    if (!Number.isInteger(value) || value < 0) throw unreadableModel(`has a face with the corner ${value}`);
    return value;
  });
}
