/** What the records of a zip tell of one entry. */
export interface ZipEntry {
  name: string;
  /** Whether its sizes are told in 64 bits in front of it; behind it that is so where they need it. */
  isLarge: boolean;
  checksum: number;
  packedBytes: number;
  plainBytes: number;
  /** Where its local header begins. */
  position: number;
}

/** What 32 bits cannot say: their highest value means that the zip64 field or record says it. */
export const LEAST_LARGE = 0xffffffff;

const [LOCAL_HEADER, CENTRAL_HEADER, END_RECORD] = [0x04034b50, 0x02014b50, 0x06054b50];
const [END_RECORD_64, END_LOCATOR_64] = [0x06064b50, 0x07064b50];
const ZIP64_FIELD = 1;
const DEFLATED = 8;

/** The versions of the format that plain entries and zip64 came with. */
const [VERSION_PLAIN, VERSION_64] = [20, 45];

/** 1 January 1980, the first day a zip can name: the bytes must not depend on when they are written. */
const [DOS_TIME, DOS_DATE] = [0, 0x21];

/** The header in front of an entry; as long before its sizes are known as after. */
export function localHeader(entry: ZipEntry): Buffer {
  const { name, isLarge, plainBytes, packedBytes } = entry;
  const extra = isLarge ? zip64Field([plainBytes, packedBytes]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  const sizes = isLarge ? [LEAST_LARGE, LEAST_LARGE] : [packedBytes, plainBytes];
  writeCommon(header, 4, entry, isLarge, sizes, extra.length);
  return Buffer.concat([header, Buffer.from(name, 'latin1'), extra]);
}

/** The entry in the list at the end. */
export function centralHeader(entry: ZipEntry): Buffer {
  const { name, plainBytes, packedBytes, position } = entry;
  const large = [plainBytes, packedBytes, position].filter((value) => value >= LEAST_LARGE);
  const extra = large.length > 0 ? zip64Field(large) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(large.length > 0 ? VERSION_64 : VERSION_PLAIN, 4);
  writeCommon(header, 6, entry, large.length > 0, [clip(packedBytes), clip(plainBytes)], extra.length);
  header.writeUInt32LE(clip(position), 42);
  return Buffer.concat([header, Buffer.from(name, 'latin1'), extra]);
}

/** What ends a zip whose list of entries begins at `start` and takes `size` bytes. */
export function endRecords(entryCount: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(clip(start), 16);
  if (start < LEAST_LARGE) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(END_RECORD_64, 0);
  // The length of what follows this field.
  writeLarge(end64, 44, 4);
  end64.writeUInt16LE(VERSION_64, 12);
  end64.writeUInt16LE(VERSION_64, 14);
  writeLarge(end64, entryCount, 24);
  writeLarge(end64, entryCount, 32);
  writeLarge(end64, size, 40);
  writeLarge(end64, start, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(END_LOCATOR_64, 0);
  writeLarge(locator, start + size, 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

/** The 26 bytes that both headers have alike. */
function writeCommon(
  header: Buffer,
  start: number,
  entry: ZipEntry,
  is64: boolean,
  sizes: readonly number[],
  extraBytes: number,
): void {
  header.writeUInt16LE(is64 ? VERSION_64 : VERSION_PLAIN, start);
  header.writeUInt16LE(DEFLATED, start + 4);
  header.writeUInt16LE(DOS_TIME, start + 6);
  header.writeUInt16LE(DOS_DATE, start + 8);
  header.writeUInt32LE(entry.checksum, start + 10);
  header.writeUInt32LE(sizes[0]!, start + 14);
  header.writeUInt32LE(sizes[1]!, start + 18);
  header.writeUInt16LE(entry.name.length, start + 22);
  header.writeUInt16LE(extraBytes, start + 24);
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(ZIP64_FIELD, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) writeLarge(field, value, 4 + 8 * index);
  return field;
}

function writeLarge(bytes: Buffer, value: number, start: number): void {
  bytes.writeBigUInt64LE(BigInt(value), start);
}

function clip(value: number): number {
  return Math.min(value, LEAST_LARGE);
}
