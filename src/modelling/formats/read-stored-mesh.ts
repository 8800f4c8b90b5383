import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

import { findBoundingBox } from '../mesh/bounding-box.js';
import { gatherCorners, type MeshSource } from '../mesh/mesh-source.js';
import { CHUNK_BYTES } from './byte-sink.js';
import { LONGEST_STEP_BYTES, MAGIC, UPRIGHT_FLAG, VERSION } from './stored-mesh.js';

/** Vertex numbers to a chunk, whole triangles. */
const CHUNK_CORNERS = 3 << 14;

/**
 * Opens a stored mesh, equal to what was written in every bit. Places and colours are held; the triangles are
 * read from the file as they are asked for. Throws if the file is not a stored mesh of version 1 or 2.
 */
export function readStoredMesh(path: string): MeshSource {
  const descriptor = openSync(path, 'r');
  try {
    const header = Buffer.alloc(20);
    readSync(descriptor, header, 0, header.length, 0);
    const version = header.readUInt32LE(4);
    if (header.readUInt32LE(0) !== MAGIC || version < 1 || version > VERSION) {
      throw new Error('The file is not a stored mesh of a version known here.');
    }
    const headerBytes = version === 1 ? 16 : 20;
    const vertexCount = header.readUInt32LE(8);
    const cornerCount = header.readUInt32LE(12);
    const positions = new Float32Array(3 * vertexCount);
    const positionBytes = Buffer.from(positions.buffer);
    readFully(descriptor, positionBytes, headerBytes);
    if (endianness() === 'BE') positionBytes.swap32();
    const extras = version === 1 ? 0 : header.readUInt32LE(16);
    const colors = (extras & ~UPRIGHT_FLAG) === 0 ? null : new Uint8Array(3 * vertexCount);
    if (colors) readFully(descriptor, colors, headerBytes + positionBytes.length);
    const stepsStart = headerBytes + positionBytes.length + (colors?.length ?? 0);
    const triangles = (): Iterable<Uint32Array> => readTriangles(path, stepsStart, cornerCount);
    return {
      vertexCount,
      triangleCount: cornerCount / 3,
      box: findBoundingBox(positions),
      positions: () => [positions],
      triangles,
      corners: () => gatherCorners(positions, triangles()),
      colors,
      ...((extras & UPRIGHT_FLAG) !== 0 && { isUpright: true }),
    };
  } finally {
    closeSync(descriptor);
  }
}

function readFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    if (count === 0) throw new Error('The stored mesh ends too early.');
    done += count;
  }
}

function* readTriangles(path: string, start: number, cornerCount: number): Generator<Uint32Array> {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    const chunk = new Uint32Array(CHUNK_CORNERS);
    const cursor = { next: 0, previous: 0 };
    let filled = 0;
    let position = start;
    for (let corner = 0; corner < cornerCount; corner += CHUNK_CORNERS) {
      const part = chunk.subarray(0, Math.min(CHUNK_CORNERS, cornerCount - corner));
      if (filled - cursor.next < LONGEST_STEP_BYTES * part.length) {
        bytes.copyWithin(0, cursor.next, filled);
        filled -= cursor.next;
        cursor.next = 0;
        const count = readSync(descriptor, bytes, filled, bytes.length - filled, position);
        filled += count;
        position += count;
      }
      readSteps(bytes.subarray(0, filled), part, cursor);
      yield part;
    }
  } finally {
    closeSync(descriptor);
  }
}

function readSteps(
  bytes: Uint8Array,
  vertices: Uint32Array,
  cursor: { next: number; previous: number },
): void {
  let { next, previous } = cursor;
  for (let corner = 0; corner < vertices.length; corner++) {
    let byte = bytes[next++]!;
    let coded = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[next++]!;
      coded |= (byte & 0x7f) << shift;
    }
    previous += (coded >>> 1) ^ -(coded & 1);
    vertices[corner] = previous;
  }
  if (next > bytes.length) throw new Error('The stored mesh ends too early.');
  cursor.next = next;
  cursor.previous = previous;
}
