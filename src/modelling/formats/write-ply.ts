import { triangleCountOf, vertexCountOf, type Mesh } from '../mesh/mesh.js';
import type { ByteSink } from './byte-sink.js';
import { writeFloats } from './write-arrays.js';
import { writeText } from './write-lines.js';

/** Bytes of a face: how many corners, then their numbers. */
const FACE_BYTES = 13;

/** Writes binary little-endian PLY in millimetres with shared vertices. */
export async function writePly(mesh: Mesh, sink: ByteSink): Promise<void> {
  const header = [
    'ply',
    'format binary_little_endian 1.0',
    'comment made by Relievo, millimetres, Z up',
    `element vertex ${vertexCountOf(mesh)}`,
    'property float x',
    'property float y',
    'property float z',
    `element face ${triangleCountOf(mesh)}`,
    'property list uchar int vertex_indices',
    'end_header',
  ];
  await writeText(sink, `${header.join('\n')}\n`);
  await writeFloats(sink, mesh.positions);
  await writeFaces(sink, mesh.indices);
}

async function writeFaces(sink: ByteSink, indices: Uint32Array): Promise<void> {
  for (let corner = 0; corner < indices.length;) {
    const { view } = sink;
    let next = 0;
    for (; corner < indices.length && next + FACE_BYTES <= view.byteLength; corner += 3) {
      view.setUint8(next, 3);
      view.setUint32(next + 1, indices[corner]!, true);
      view.setUint32(next + 5, indices[corner + 1]!, true);
      view.setUint32(next + 9, indices[corner + 2]!, true);
      next += FACE_BYTES;
    }
    await sink.flush(next);
  }
}
