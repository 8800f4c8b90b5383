import { inflateRawSync } from 'node:zlib';

import { unreadableModel } from './unreadable-model.js';

const [END_MAGIC, ENTRY_MAGIC, LOCAL_MAGIC] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, ENTRY_BYTES, LOCAL_BYTES] = [22, 46, 30];
const LONGEST_COMMENT = 0xffff;
const [STORED, DEFLATED] = [0, 8];

/** An entry that unpacks to more is refused before it is held: by size, and by how much larger it gets. */
const MOST_BYTES = 2 ** 31 - 1;
const MOST_GROWTH = 100;
const ALWAYS_ALLOWED_BYTES = 2 ** 24;

/** Reads the entry of a zip by its name, in any case; null when there is none. */
export function readZipEntry(bytes: Buffer, name: string): Buffer | null {
  const end = findEnd(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry--) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_MAGIC) throw brokenZip();
    const nameLength = bytes.readUInt16LE(at + 28);
    const nameStart = at + ENTRY_BYTES;
    const entryName = bytes.toString('utf8', nameStart, nameStart + nameLength);
    if (entryName.toLowerCase() === name.toLowerCase()) return unpack(bytes, at);
    at = nameStart + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return null;
}

function findEnd(bytes: Buffer): number {
  for (
    let at = bytes.length - END_BYTES;
    at >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
    at--
  ) {
    if (bytes.readUInt32LE(at) === END_MAGIC) return at;
  }
  throw unreadableModel('is no zip, as a 3MF is');
}

function unpack(bytes: Buffer, at: number): Buffer {
  const method = bytes.readUInt16LE(at + 10);
  const packedBytes = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  if (local + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(local) !== LOCAL_MAGIC) throw brokenZip();
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packedBytes > bytes.length) throw brokenZip();
  const packed = bytes.subarray(start, start + packedBytes);
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw unreadableModel('is a zip that is packed in an unknown way');
  try {
    const maxOutputLength = Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED_BYTES, MOST_GROWTH * packedBytes));
    return inflateRawSync(packed, { maxOutputLength });
  } catch (cause) {
    throw unreadableModel('is a zip whose contents are damaged or far too large', cause);
  }
}

function brokenZip(): Error {
  return unreadableModel('is a damaged zip');
}
