import { MeshCollector } from './growing-arrays.js';
import type { FileModel } from './file-model.js';
import { unreadableModel } from './unreadable-model.js';

const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;

/** Where the corners begin, after the normal. */
const CORNERS_OFFSET = 12;

/**
 * Reads STL, which has no shared vertices and no unit; millimetres are the custom. Which of its two forms a
 * file has is told by its length, for binary ones may begin with `solid` too.
 */
export function readStl(bytes: Buffer): FileModel {
  const claimed = bytes.length >= HEADER_BYTES ? bytes.readUInt32LE(80) : 0;
  if (bytes.length >= HEADER_BYTES && bytes.length === HEADER_BYTES + TRIANGLE_BYTES * claimed) {
    return readBinary(bytes, claimed);
  }
  if (/^\s*solid\b/.test(bytes.toString('latin1', 0, 256))) return readText(bytes);
  if (bytes.length < HEADER_BYTES) throw unreadableModel('is too short for an STL');
  throw unreadableModel(`is no STL: it claims ${claimed} triangles but is ${bytes.length} bytes long`);
}

function readBinary(bytes: Buffer, triangleCount: number): FileModel {
  const positions = new Float32Array(9 * triangleCount);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = 0;
  for (let triangle = 0; triangle < triangleCount; triangle++) {
    const start = HEADER_BYTES + TRIANGLE_BYTES * triangle + CORNERS_OFFSET;
    for (let value = 0; value < 9; value++) positions[next++] = view.getFloat32(start + 4 * value, true);
  }
  const indices = Uint32Array.from({ length: 3 * triangleCount }, (_, corner) => corner);
  return { mesh: { positions, indices }, mmPerUnit: 1 };
}

function readText(bytes: Buffer): FileModel {
  const mesh = new MeshCollector();
  const mark = Buffer.from('vertex');
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
    const end = bytes.indexOf(10, at);
    const line = bytes.toString(
      'latin1',
      at + mark.length,
      end === -1 ? bytes.length : Math.min(end, at + 256),
    );
    const [x, y, z] = line.trim().split(/\s+/, 3).map(Number);
    if (x === undefined || y === undefined || z === undefined || Number.isNaN(x + y + z)) {
      throw unreadableModel(`has a corner that is no place: "vertex${line.slice(0, 60).trimEnd()}"`);
    }
    mesh.addVertex(x, y, z);
  }
  if (mesh.vertexCount % 3 !== 0) throw unreadableModel('ends within a triangle');
  const indices = Uint32Array.from({ length: mesh.vertexCount }, (_, corner) => corner);
  return { mesh: { positions: mesh.positions.finish(), indices }, mmPerUnit: 1 };
}
