import { endianness } from 'node:os';

import type { ByteSink } from './byte-sink.js';

/** Writes 32-bit values, little-endian: the memory itself where it is so already. */
export async function writeWords(
  sink: ByteSink,
  chunks: Iterable<Float32Array | Uint32Array>,
): Promise<void> {
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    await sink.append(endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32());
  }
}
