import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { writeWords } from './write-arrays.js';
import { writeText } from './write-lines.js';

/** Bytes of a face: how many corners, then their numbers. */
const FACE_BYTES = 13;

/** Bytes of a vertex with its colour. */
const COLORED_VERTEX_BYTES = 15;

/** Writes binary little-endian PLY in millimetres with shared vertices. */
export async function writePly(mesh: MeshSource, sink: ByteSink): Promise<void> {
  const header = [
    'ply',
    'format binary_little_endian 1.0',
    'comment made by Relievo, millimetres, Z up',
    `element vertex ${mesh.vertexCount}`,
    'property float x',
    'property float y',
    'property float z',
    ...(mesh.colors ? ['property uchar red', 'property uchar green', 'property uchar blue'] : []),
    `element face ${mesh.triangleCount}`,
    'property list uchar int vertex_indices',
    'end_header',
  ];
  await writeText(sink, `${header.join('\n')}\n`);
  if (mesh.colors) await writeColoredVertices(sink, mesh.positions(), mesh.colors);
  else await writeWords(sink, mesh.positions());
  await writeFaces(sink, mesh.triangles());
}

async function writeColoredVertices(
  sink: ByteSink,
  chunks: Iterable<Float32Array>,
  colors: Uint8Array,
): Promise<void> {
  let color = 0;
  let filled = 0;
  for (const positions of chunks) {
    for (let place = 0; place < positions.length; place += 3, color += 3) {
      if (filled + COLORED_VERTEX_BYTES > sink.bytes.length) {
        await sink.flush(filled);
        filled = 0;
      }
      const { view } = sink;
      view.setFloat32(filled, positions[place]!, true);
      view.setFloat32(filled + 4, positions[place + 1]!, true);
      view.setFloat32(filled + 8, positions[place + 2]!, true);
      view.setUint8(filled + 12, colors[color]!);
      view.setUint8(filled + 13, colors[color + 1]!);
      view.setUint8(filled + 14, colors[color + 2]!);
      filled += COLORED_VERTEX_BYTES;
    }
  }
  await sink.flush(filled);
}

async function writeFaces(sink: ByteSink, triangles: Iterable<Uint32Array>): Promise<void> {
  let filled = 0;
  for (const indices of triangles) {
    for (let first = 0; first < indices.length;) {
      if (filled + FACE_BYTES > sink.bytes.length) {
        await sink.flush(filled);
        filled = 0;
      }
      const room = Math.floor((sink.bytes.length - filled) / FACE_BYTES);
      const end = Math.min(indices.length, first + 3 * room);
      filled = writeFaceChunk(sink.view, filled, indices, first, end);
      first = end;
    }
  }
  await sink.flush(filled);
}

/** Writes the faces of `indices[first … end)`; returns the place after them. */
function writeFaceChunk(
  view: DataView,
  start: number,
  indices: Uint32Array,
  first: number,
  end: number,
): number {
  let next = start;
  for (let place = first; place < end; place += 3) {
    view.setUint8(next, 3);
    view.setUint32(next + 1, indices[place]!, true);
    view.setUint32(next + 5, indices[place + 1]!, true);
    view.setUint32(next + 9, indices[place + 2]!, true);
    next += FACE_BYTES;
  }
  return next;
}
