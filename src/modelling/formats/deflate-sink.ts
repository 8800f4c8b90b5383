import { constants, crc32, deflateRaw } from 'node:zlib';

import { allocateChunk, CHUNK_BYTES, viewOf, type ByteSink, type FileSink } from './byte-sink.js';

/** Chunks under compression at a time; each holds its buffer. */
const CHUNKS_IN_FLIGHT = 3;

/** An empty last block: what is before it may then end anywhere on a byte. */
const END_OF_STREAM = Uint8Array.of(0x03, 0x00);

/**
 * Compresses what it is given into one raw deflate stream at level 1. Each chunk is compressed by itself on
 * zlib's threads, ends on a byte (a sync flush) and is appended in order: several cores work on it, nothing
 * is held but the chunks in flight, and the bytes do not depend on timing.
 */
export class DeflateSink implements ByteSink {
  bytes = allocateChunk();
  view = viewOf(this.bytes);
  checksum = 0;
  plainBytes = 0;
  private readonly pending: { plain: Buffer<ArrayBuffer>; packed: Promise<Buffer> }[] = [];

  constructor(private readonly target: FileSink) {}

  async flush(length: number): Promise<void> {
    if (length === 0) return;
    const plain = this.bytes;
    const part = plain.subarray(0, length);
    this.checksum = crc32(part, this.checksum);
    this.plainBytes += length;
    this.pending.push({ plain, packed: compress(part) });
    this.bytes = this.pending.length < CHUNKS_IN_FLIGHT ? allocateChunk() : await this.settleFirst();
    this.view = viewOf(this.bytes);
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      const part = bytes.subarray(start, start + CHUNK_BYTES);
      this.bytes.set(part);
      await this.flush(part.length);
    }
  }

  /** Writes what is in flight and ends the stream. */
  async finish(): Promise<void> {
    while (this.pending.length > 0) await this.settleFirst();
    await this.target.append(END_OF_STREAM);
  }

  /** Appends the oldest chunk and gives its buffer back. */
  private async settleFirst(): Promise<Buffer<ArrayBuffer>> {
    const { plain, packed } = this.pending.shift()!;
    await this.target.append(await packed);
    return plain;
  }
}

function compress(part: Buffer): Promise<Buffer> {
  const options = { level: 1, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 18 };
  return new Promise((resolve, reject) => {
    deflateRaw(part, options, (error, packed) => {
      if (error) reject(error);
      else resolve(packed);
    });
  });
}
