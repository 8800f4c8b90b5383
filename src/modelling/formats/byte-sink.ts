import { open, type FileHandle } from 'node:fs/promises';

/** Large enough that a system call costs nothing, small enough to stay in the cache. */
export const CHUNK_BYTES = 1 << 20;

/** Much at once is handed on in parts, between which a signal is heard and progress told. */
const PART_BYTES = 1 << 24;

/** The disk is set to work when so much waits in memory: it then writes while more is computed. */
const SYNC_BYTES = 1 << 27;

/** A place for bytes in their order. */
export interface ByteSink {
  /** The present chunk, seen in two ways: fill it from its start, then `flush` it. After that it is another. */
  readonly bytes: Buffer;
  readonly view: DataView;
  /** Hands on the first `length` bytes of the chunk; resolves when there is a chunk to fill. */
  flush: (length: number) => Promise<void>;
  /** Hands on bytes that are no chunk; resolves when they may be changed. */
  append: (bytes: Uint8Array) => Promise<void>;
}

/** What somebody who waits for a file may ask for. */
export interface WriteHooks {
  /** Told once in a while how many bytes there are so far. */
  onBytes?: (sizeBytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes a new file through a sink and makes it durable.
 *
 * @returns the file's size in bytes
 */
export async function writeDurably(
  path: string,
  write: (sink: FileSink) => Promise<void>,
  hooks: WriteHooks = {},
): Promise<number> {
  const file = await open(path, 'wx');
  try {
    const sink = new FileSink(file, hooks);
    await write(sink);
    await sink.settle();
    await file.sync();
    return sink.sizeBytes;
  } finally {
    await file.close();
  }
}

/** A sink into a file: one chunk is filled while the other is being written. */
export class FileSink implements ByteSink {
  bytes = allocateChunk();
  view = viewOf(this.bytes);
  sizeBytes = 0;
  private spare = allocateChunk();
  /** The write under way; its failure is thrown by whatever comes next. */
  private writing: Promise<void> = Promise.resolve();
  /** The last of the syncs on the way, which tells a failure of the disk only once. */
  private syncing: Promise<void> = Promise.resolve();
  private isSyncing = false;
  private unsyncedBytes = 0;

  constructor(
    private readonly file: Pick<FileHandle, 'write' | 'datasync'>,
    private readonly hooks: WriteHooks = {},
  ) {}

  async flush(length: number): Promise<void> {
    await this.start(this.bytes.subarray(0, length));
    [this.bytes, this.spare] = [this.spare, this.bytes];
    this.view = viewOf(this.bytes);
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let first = 0; first < bytes.length; first += PART_BYTES) {
      await this.start(bytes.subarray(first, first + PART_BYTES));
    }
    await this.writing;
  }

  /** Overwrites at `position`, which does not move the end. */
  async patch(bytes: Uint8Array, position: number): Promise<void> {
    await this.writing;
    await this.write(bytes, position);
  }

  /** Resolves when everything handed on is in the file. */
  async settle(): Promise<void> {
    await this.writing;
    await this.syncing;
  }

  /** Begins to write at the end, after the write before has ended. */
  private async start(bytes: Uint8Array): Promise<void> {
    await this.writing;
    this.hooks.signal?.throwIfAborted();
    this.hooks.onBytes?.(this.sizeBytes);
    this.writing = this.write(bytes, this.sizeBytes);
    // It may fail while nobody waits for it yet, which is not to end the process.
    this.writing.catch(() => undefined);
    this.sizeBytes += bytes.length;
  }

  private async write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
    this.unsyncedBytes += bytes.length;
    if (this.unsyncedBytes >= SYNC_BYTES && !this.isSyncing) this.startSync();
  }

  /** Begins to bring what is written to the disk, unless a sync before has failed. */
  private startSync(): void {
    this.unsyncedBytes = 0;
    this.isSyncing = true;
    this.syncing = this.syncing.then(async () => {
      await this.file.datasync();
      this.isSyncing = false;
    });
    this.syncing.catch(() => undefined);
  }
}

/** A chunk with a buffer of its own, so that its views are aligned. */
export function allocateChunk(): Buffer<ArrayBuffer> {
  return Buffer.allocUnsafeSlow(CHUNK_BYTES);
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
