import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

import { findBoundingBox } from '../mesh/bounding-box.js';
import { countGridVertices } from '../mesh/mesh-height-grid.js';
import { gatherCorners, type MeshSource } from '../mesh/mesh-source.js';
import { streamHeightGrid } from '../mesh/stream-height-grid.js';
import { CHUNK_BYTES } from './byte-sink.js';
import { FLAGS, HEADER_WORDS, LONGEST_STEP_BYTES, MAGIC, VERSION, type StoredModel } from './stored-model.js';

/** What a system reads at once. */
const MOST_READ_BYTES = 2 ** 30;

/** Vertex numbers to a chunk, whole triangles. */
const CHUNK_CORNERS = 3 << 14;

/**
 * Opens a stored model, equal to what was written in every bit. Places, heights and colours are held; the
 * triangles are read from the file, or computed from the heights, as they are asked for. Throws if the file is
 * not a stored model of this version.
 */
export function readStoredModel(path: string): StoredModel {
  const descriptor = openSync(path, 'r');
  try {
    const reader = new FileReader(descriptor);
    const header = reader.readBytes(4 * HEADER_WORDS);
    const [magic, version, flags, thumbnailBytes, firstCount, secondCount] = Array.from(
      { length: HEADER_WORDS },
      (_, word) => header.readUInt32LE(4 * word),
    ) as [number, number, number, number, number, number];
    if (magic !== MAGIC || version !== VERSION) {
      throw new Error('The file is not a stored model of the version known here.');
    }
    const thumbnail = reader.readBytes(thumbnailBytes);
    const isGrid = (flags & FLAGS.grid) !== 0;
    const vertexCount = isGrid ? countGridVertices(firstCount, secondCount) : firstCount;
    const colors = (flags & FLAGS.colored) === 0 ? null : reader.readBytes(3 * vertexCount);
    const mesh = isGrid
      ? readGrid(reader, firstCount, secondCount)
      : readMesh(reader, path, vertexCount, secondCount);
    return {
      mesh: { ...mesh, colors, ...((flags & FLAGS.upright) !== 0 && { isUpright: true }) },
      thumbnail,
    };
  } finally {
    closeSync(descriptor);
  }
}

function readGrid(reader: FileReader, columns: number, rows: number): MeshSource {
  const xs = reader.readFloats(columns);
  const ys = reader.readFloats(rows);
  return streamHeightGrid({ xs, ys, heights: reader.readFloats(columns * rows) });
}

function readMesh(reader: FileReader, path: string, vertexCount: number, cornerCount: number): MeshSource {
  const positions = reader.readFloats(3 * vertexCount);
  const { position } = reader;
  const triangles = (): Iterable<Uint32Array> => readTriangles(path, position, cornerCount);
  return {
    vertexCount,
    triangleCount: cornerCount / 3,
    box: findBoundingBox(positions),
    positions: () => [positions],
    triangles,
    corners: () => gatherCorners(positions, triangles()),
    colors: null,
  };
}

/** Reads what a file has, one after the other; throws where it ends too early. */
class FileReader {
  position = 0;

  constructor(private readonly descriptor: number) {}

  readBytes(length: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const part = Math.min(length - done, MOST_READ_BYTES);
      const count = readSync(this.descriptor, bytes, done, part, this.position);
      if (count === 0) throw new Error('The stored model ends too early.');
      done += count;
      this.position += count;
    }
    return bytes;
  }

  readFloats(count: number): Float32Array<ArrayBuffer> {
    const bytes = this.readBytes(4 * count);
    if (endianness() === 'BE') bytes.swap32();
    return new Float32Array(bytes.buffer);
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
  if (next > bytes.length) throw new Error('The stored model ends too early.');
  cursor.next = next;
  cursor.previous = previous;
}
