import { readFileSync } from 'node:fs';

import type { Mesh } from '../mesh/mesh.js';
import type { MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { writeWords } from './write-arrays.js';

/** The name of the stored mesh beside the artifacts, which it is none of. */
export const MESH_FILE_NAME = 'mesh.bin';

/** `RLVM`, little-endian. */
const MAGIC = 0x4d564c52;
const VERSION = 1;
const HEADER_BYTES = 16;

/** A 32-bit difference takes at most five groups of seven bits. */
const LONGEST_STEP_BYTES = 5;

/**
 * Stores a checked mesh so that every format can be written from it later: a header of four words (magic,
 * version, vertices, corners), the positions as float32, then each vertex number as its difference from the
 * one before, zigzag coded in groups of seven bits. Neighbouring triangles name neighbouring vertices, so
 * this takes a third of the plain numbers.
 */
export async function writeStoredMesh(mesh: MeshSource, sink: ByteSink): Promise<void> {
  const words = [MAGIC, VERSION, mesh.vertexCount, 3 * mesh.triangleCount];
  for (const [index, word] of words.entries()) sink.view.setUint32(4 * index, word, true);
  await sink.flush(HEADER_BYTES);
  await writeWords(sink, mesh.positions());
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

/** Reads a stored mesh back, equal to what was written in every bit. Throws if the file is not one. */
export function readStoredMesh(path: string): Mesh {
  const file = readFileSync(path);
  if (file.length < HEADER_BYTES || file.readUInt32LE(0) !== MAGIC || file.readUInt32LE(4) !== VERSION) {
    throw new Error('The file is not a stored mesh of this version.');
  }
  const positions = new Float32Array(3 * file.readUInt32LE(8));
  const indices = new Uint32Array(file.readUInt32LE(12));
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let next = HEADER_BYTES;
  for (let index = 0; index < positions.length; index++, next += 4) {
    positions[index] = view.getFloat32(next, true);
  }
  let previous = 0;
  for (let corner = 0; corner < indices.length; corner++) {
    let coded = 0;
    let byte = 0x80;
    for (let shift = 0; byte > 0x7f; shift += 7) {
      byte = view.getUint8(next++);
      coded |= (byte & 0x7f) << shift;
    }
    previous += (coded >>> 1) ^ -(coded & 1);
    indices[corner] = previous;
  }
  return { positions, indices };
}
