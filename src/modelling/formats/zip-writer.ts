import type { ByteSink, FileSink } from './byte-sink.js';
import { DeflateSink } from './deflate-sink.js';

interface ZipEntry {
  name: string;
  checksum: number;
  packedBytes: number;
  plainBytes: number;
  position: number;
}

const [LOCAL_HEADER, CENTRAL_HEADER, END_RECORD] = [0x04034b50, 0x02014b50, 0x06054b50];
const [VERSION_NEEDED, DEFLATED] = [20, 8];

/** 1 January 1980, the first day a zip can name: the bytes must not depend on when they are written. */
const [DOS_TIME, DOS_DATE] = [0, 0x21];

/**
 * Writes a zip whose entries are streamed through deflate; each entry's header is patched when its sizes are
 * known, so that readers which want them in front find them. For entries and archives below 4 GiB.
 */
export class ZipWriter {
  private readonly entries: ZipEntry[] = [];

  constructor(private readonly sink: FileSink) {}

  async add(name: string, write: (sink: ByteSink) => Promise<void>): Promise<void> {
    const position = this.sink.sizeBytes;
    const entry = { name, checksum: 0, packedBytes: 0, plainBytes: 0, position };
    const header = localHeader(entry);
    await this.sink.append(header);
    const content = new DeflateSink(this.sink);
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
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END_RECORD, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.sink.sizeBytes - start, 12);
    end.writeUInt32LE(start, 16);
    await this.sink.append(end);
  }
}

function localHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  writeCommon(header, 4, entry);
  return Buffer.concat([header, Buffer.from(entry.name, 'latin1')]);
}

function centralHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  writeCommon(header, 6, entry);
  header.writeUInt32LE(entry.position, 42);
  return Buffer.concat([header, Buffer.from(entry.name, 'latin1')]);
}

/** The 26 bytes that both headers have alike. */
function writeCommon(header: Buffer, start: number, entry: ZipEntry): void {
  header.writeUInt16LE(VERSION_NEEDED, start);
  header.writeUInt16LE(DEFLATED, start + 4);
  header.writeUInt16LE(DOS_TIME, start + 6);
  header.writeUInt16LE(DOS_DATE, start + 8);
  header.writeUInt32LE(entry.checksum, start + 10);
  header.writeUInt32LE(entry.packedBytes, start + 14);
  header.writeUInt32LE(entry.plainBytes, start + 18);
  header.writeUInt16LE(entry.name.length, start + 22);
}
