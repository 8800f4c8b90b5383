import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { writeWords } from './write-arrays.js';

/** The name of the stored mesh beside the artifacts, which it is none of. */
export const MESH_FILE_NAME = 'mesh.bin';

/** `RLVM`, little-endian. */
export const MAGIC = 0x4d564c52;

/** 2 has a word more than 1, the bytes of colour to a vertex, and those colours. */
export const VERSION = 2;

/** Set in the word of the colours where the model stands. */
export const UPRIGHT_FLAG = 0x100;

/** A 32-bit difference takes at most five groups of seven bits. */
export const LONGEST_STEP_BYTES = 5;

/**
 * Stores a checked mesh so that every format can be written from it later: a header of five words (magic,
 * version, vertices, corners, bytes of colour to a vertex with a flag for upright models), the positions as float32, the colours,
 * then each vertex number as its difference from the one before, zigzag coded in groups of seven bits.
 * Neighbouring triangles name neighbouring vertices, so this takes a third of the plain numbers.
 */
export async function writeStoredMesh(mesh: MeshSource, sink: ByteSink): Promise<void> {
  const words = [
    MAGIC,
    VERSION,
    mesh.vertexCount,
    3 * mesh.triangleCount,
    (mesh.colors ? 3 : 0) | (mesh.isUpright ? UPRIGHT_FLAG : 0),
  ];
  for (const [index, word] of words.entries()) sink.view.setUint32(4 * index, word, true);
  await sink.flush(4 * words.length);
  await writeWords(sink, mesh.positions());
  if (mesh.colors) await sink.append(mesh.colors);
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
