import type { ByteSink, FileSink } from './byte-sink.js';
import { DeflateSink } from './deflate-sink.js';
import { centralHeader, endRecords, LEAST_LARGE, localHeader, type ZipEntry } from './zip-records.js';

/** Takes the content of an entry and packs it behind the header. */
export interface EntrySink extends ByteSink {
  /** CRC-32 of the content and its length, both so far. */
  readonly checksum: number;
  readonly plainBytes: number;
  finish: () => Promise<void>;
}

/**
 * Writes a zip whose entries are streamed through deflate; each entry's header is patched when its sizes are
 * known, so that readers which want them in front find them. What passes 4 GiB is written as zip64.
 */
export class ZipWriter {
  private readonly entries: ZipEntry[] = [];

  /** @param pack deflates, unless a test looks at sizes only */
  constructor(
    private readonly sink: FileSink,
    private readonly pack: (sink: FileSink) => EntrySink = (target) => new DeflateSink(target),
  ) {}

  /** @param mostBytes how long the content can become at the most: its header keeps room for that */
  async add(name: string, mostBytes: number, write: (sink: ByteSink) => Promise<void>): Promise<void> {
    const position = this.sink.sizeBytes;
    const isLarge = mostBytes >= LEAST_LARGE;
    const entry = { name, isLarge, checksum: 0, packedBytes: 0, plainBytes: 0, position };
    const header = localHeader(entry);
    await this.sink.append(header);
    const content = this.pack(this.sink);
    await write(content);
    await content.finish();
    entry.checksum = content.checksum;
    entry.plainBytes = content.plainBytes;
    entry.packedBytes = this.sink.sizeBytes - position - header.length;
    await this.sink.patch(localHeader(entry), position);
    this.entries.push(entry);
  }

  async finish(): Promise<void> {
    const start = this.sink.sizeBytes;
    for (const entry of this.entries) await this.sink.append(centralHeader(entry));
    const size = this.sink.sizeBytes - start;
    await this.sink.append(endRecords(this.entries.length, start, size));
  }
}
