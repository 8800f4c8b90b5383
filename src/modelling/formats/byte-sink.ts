import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Large enough that a system call costs nothing, small enough to stay in the cache. */
const CHUNK_BYTES = 1 << 20;

/** A place for bytes in their order. `bytes` and `view` are one reused chunk: fill it, then `flush` it. */
export interface ByteSink {
  readonly bytes: Buffer;
  readonly view: DataView;
  /** Hands on the first `length` bytes of the chunk, which may be filled anew when this returns. */
  flush: (length: number) => void | Promise<void>;
}

/**
 * Writes a new file through a sink and makes it durable.
 *
 * @returns the file's size in bytes
 */
export async function writeDurably(
  path: string,
  write: (sink: FileSink) => void | Promise<void>,
): Promise<number> {
  const descriptor = openSync(path, 'wx');
  try {
    const sink = new FileSink(descriptor);
    await write(sink);
    fsyncSync(descriptor);
    return sink.sizeBytes;
  } finally {
    closeSync(descriptor);
  }
}

/** A sink into a file, which may also go back and patch what it wrote. */
export class FileSink implements ByteSink {
  readonly bytes = Buffer.allocUnsafe(CHUNK_BYTES);
  readonly view = new DataView(this.bytes.buffer, this.bytes.byteOffset, CHUNK_BYTES);
  sizeBytes = 0;

  constructor(private readonly descriptor: number) {}

  flush(length: number): void {
    this.append(this.bytes.subarray(0, length));
  }

  append(bytes: Uint8Array): void {
    this.patch(bytes, this.sizeBytes);
    this.sizeBytes += bytes.length;
  }

  /** Overwrites at `position`, which does not move the end. */
  patch(bytes: Uint8Array, position: number): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.descriptor, bytes, done, bytes.length - done, position + done);
    }
  }
}
