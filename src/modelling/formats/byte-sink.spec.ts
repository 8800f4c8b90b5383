import { FileSink } from './byte-sink.js';

const MIB = 2 ** 20;

/** A file that keeps where and how much was written to it, and how often it was synced. */
class NotedFile {
  readonly writes: [position: number, length: number][] = [];
  syncCount = 0;

  constructor(private readonly fault?: Error) {}

  write = <Bytes>(buffer: Bytes, _start: number, length: number, position: number) => {
    this.writes.push([position, length]);
    return Promise.resolve({ buffer, bytesWritten: length });
  };

  datasync = (): Promise<void> => {
    this.syncCount++;
    return this.fault ? Promise.reject(this.fault) : Promise.resolve();
  };
}

function sinkInto(file: NotedFile): FileSink {
  return new FileSink(file as unknown as ConstructorParameters<typeof FileSink>[0]);
}

describe('a sink into a file', () => {
  it('should write much in parts, one after the other', async () => {
    const file = new NotedFile();
    const sink = sinkInto(file);
    await sink.append(new Uint8Array(40 * MIB));
    await sink.append(new Uint8Array(5));
    await sink.settle();
    expect(file.writes).toEqual([
      [0, 16 * MIB],
      [16 * MIB, 16 * MIB],
      [32 * MIB, 8 * MIB],
      [40 * MIB, 5],
    ]);
    expect(sink.sizeBytes).toBe(40 * MIB + 5);
  });

  it('should set the disk to work on the way', async () => {
    const file = new NotedFile();
    const sink = sinkInto(file);
    for (let part = 0; part < 9; part++) await sink.append(new Uint8Array(16 * MIB));
    await sink.settle();
    expect(file.syncCount).toBe(1);
  });

  it('should fail where the disk failed on the way, which it tells only once', async () => {
    const sink = sinkInto(new NotedFile(new Error('the disk is gone')));
    for (let part = 0; part < 9; part++) await sink.append(new Uint8Array(16 * MIB));
    await expect(sink.settle()).rejects.toThrow('the disk is gone');
  });

  it('should stop where it is told to', async () => {
    const abort = new AbortController();
    const file = new NotedFile();
    const sink = new FileSink(file as unknown as ConstructorParameters<typeof FileSink>[0], {
      signal: abort.signal,
      onBytes: (sizeBytes) => {
        if (sizeBytes > 0) abort.abort();
      },
    });
    await expect(sink.append(new Uint8Array(64 * MIB))).rejects.toThrow(/abort/i);
    expect(file.writes).toHaveLength(2);
  });
});
