import { endianness } from 'node:os';

import { CHUNK_BYTES, type ByteSink } from './byte-sink.js';

/** Arrays of fewer bytes are put together. */
const LEAST_APPENDED_BYTES = CHUNK_BYTES / 2;

/** Writes 32-bit values, little-endian: the memory itself where it is so already and much. */
export async function writeWords(
  sink: ByteSink,
  chunks: Iterable<Float32Array | Uint32Array>,
): Promise<void> {
  let filled = 0;
  for (const chunk of chunks) {
    const plain = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = endianness() === 'LE' ? plain : Buffer.from(plain).swap32();
    if (filled + bytes.length > sink.bytes.length || bytes.length >= LEAST_APPENDED_BYTES) {
      await sink.flush(filled);
      filled = 0;
    }
    if (bytes.length >= LEAST_APPENDED_BYTES) {
      await sink.append(bytes);
    } else {
      sink.bytes.set(bytes, filled);
      filled += bytes.length;
    }
  }
  await sink.flush(filled);
}
