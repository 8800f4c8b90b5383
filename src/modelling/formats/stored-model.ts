import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { writeWords } from './write-arrays.js';

/** The name of the stored mesh beside the artifacts, which it is none of. */
export const MESH_FILE_NAME = 'mesh.bin';

/** `RLVM`, little-endian. */
export const MAGIC = 0x4d564c52;

export const VERSION = 3;

/** Words of the header: magic, version, flags, bytes of the thumbnail, and two counts. */
export const HEADER_WORDS = 6;

/** What a stored mesh has beside its places and triangles. */
export const FLAGS = { colored: 1, upright: 2, grid: 4 } as const;

/** A 32-bit difference takes at most five groups of seven bits. */
export const LONGEST_STEP_BYTES = 5;

/** What every format of a model is written from. */
export interface StoredModel {
  mesh: MeshSource;
  /** A picture of the model, as a PNG. */
  thumbnail: Uint8Array;
}

/**
 * Stores a checked model so that every format can be written from it later: a header, the thumbnail, the
 * colours, then the mesh. A grid is stored as its lines and heights (float32), and the counts are of columns
 * and rows. Any other mesh is stored as its positions (float32) and each vertex number as its difference from
 * the one before, zigzag coded in groups of seven bits; the counts are of vertices and corners. Neighbouring
 * triangles name neighbouring vertices, so this takes a third of the plain numbers.
 */
export async function writeStoredModel({ mesh, thumbnail }: StoredModel, sink: ByteSink): Promise<void> {
  const { grid } = mesh;
  const flags =
    (mesh.colors ? FLAGS.colored : 0) | (mesh.isUpright ? FLAGS.upright : 0) | (grid ? FLAGS.grid : 0);
  const counts = grid ? [grid.xs.length, grid.ys.length] : [mesh.vertexCount, 3 * mesh.triangleCount];
  const header = [MAGIC, VERSION, flags, thumbnail.length, ...counts];
  for (const [index, word] of header.entries()) sink.view.setUint32(4 * index, word, true);
  await sink.flush(4 * HEADER_WORDS);
  await sink.append(thumbnail);
  if (mesh.colors) await sink.append(mesh.colors);
  if (grid) {
    await writeWords(sink, [grid.xs, grid.ys, grid.heights]);
    return;
  }
  await writeWords(sink, mesh.positions());
  await writeTriangles(mesh, sink);
}

async function writeTriangles(mesh: MeshSource, sink: ByteSink): Promise<void> {
  let previous = 0;
  let filled = 0;
  for (const indices of mesh.triangles()) {
    for (let first = 0; first < indices.length;) {
      if (filled + LONGEST_STEP_BYTES > sink.bytes.length) {
        await sink.flush(filled);
        filled = 0;
      }
      const room = Math.floor((sink.bytes.length - filled) / LONGEST_STEP_BYTES);
      const end = Math.min(indices.length, first + room);
      filled = writeSteps(sink.bytes, filled, indices.subarray(first, end), previous);
      previous = indices[end - 1]!;
      first = end;
    }
  }
  await sink.flush(filled);
}

/** Writes the differences from each number to the next; returns the place after them. */
function writeSteps(bytes: Uint8Array, start: number, vertices: Uint32Array, before: number): number {
  let next = start;
  let previous = before;
  for (let corner = 0; corner < vertices.length; corner++) {
    const vertex = vertices[corner]!;
    const step = vertex - previous;
    previous = vertex;
    let rest = ((step << 1) ^ (step >> 31)) >>> 0;
    for (; rest > 0x7f; rest >>>= 7) bytes[next++] = (rest & 0x7f) | 0x80;
    bytes[next++] = rest;
  }
  return next;
}
