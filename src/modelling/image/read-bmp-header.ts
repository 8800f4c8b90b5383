import { unreadableBmp } from './bmp-error.js';

const FILE_HEADER_BYTES = 14;
const OS2_HEADER_BYTES = 12;
const INFO_HEADER_BYTES = 40;
const OS2_V2_HEADER_BYTES = 64;

/** How the pixels are stored. */
export type BmpStorage = 'plain' | 'rle8' | 'rle4' | 'masks';

/** What the headers of a BMP say, each number held against the length of the file. */
export interface BmpHeader {
  width: number;
  height: number;
  isTopDown: boolean;
  bitsPerPixel: number;
  storage: BmpStorage;
  /** Bit masks of red, green, blue and alpha; alpha may be 0. */
  masks: readonly [number, number, number, number];
  /** Three bytes, red first, to an entry; empty without a palette. */
  palette: Uint8Array;
  pixelOffset: number;
}

/**
 * Reads the headers and palette of a BMP: OS/2 and Windows versions 1 to 5.
 *
 * @throws ModellingError `UNREADABLE_PICTURE`
 */
export function readBmpHeader(file: Buffer): BmpHeader {
  if (file.length < FILE_HEADER_BYTES + OS2_HEADER_BYTES) throw unreadableBmp('is cut off');
  const headerSize = file.readUInt32LE(14);
  if (file.length < FILE_HEADER_BYTES + headerSize) throw unreadableBmp('is cut off');
  const isOs2 = headerSize === OS2_HEADER_BYTES;
  const width = isOs2 ? file.readUInt16LE(18) : file.readInt32LE(18);
  const signedHeight = isOs2 ? file.readUInt16LE(20) : file.readInt32LE(22);
  const bitsPerPixel = file.readUInt16LE(isOs2 ? 24 : 28);
  const compression = isOs2 ? 0 : file.readUInt32LE(30);
  const pixelOffset = file.readUInt32LE(10);
  if (width <= 0 || signedHeight === 0) throw unreadableBmp('has no size');

  const storage = readStorage(compression, bitsPerPixel, headerSize);
  const isTopDown = signedHeight < 0;
  if (isTopDown && (storage === 'rle8' || storage === 'rle4')) throw unreadableBmp('is damaged');
  const hasMasksBehind = headerSize === INFO_HEADER_BYTES && storage === 'masks';
  const masksBytes = hasMasksBehind ? (compression === 6 ? 16 : 12) : 0;
  const paletteStart = FILE_HEADER_BYTES + headerSize + masksBytes;
  if (pixelOffset < paletteStart || pixelOffset > file.length) throw unreadableBmp('is damaged');
  return {
    width,
    height: Math.abs(signedHeight),
    isTopDown,
    bitsPerPixel,
    storage,
    masks: readMasks(file, storage, bitsPerPixel, headerSize, masksBytes),
    palette: readPalette(file, paletteStart, pixelOffset, bitsPerPixel, isOs2),
    pixelOffset,
  };
}

function readStorage(compression: number, bitsPerPixel: number, headerSize: number): BmpStorage {
  const isHighColour = bitsPerPixel === 16 || bitsPerPixel === 32;
  if (compression === 0 && (isHighColour || [1, 2, 4, 8, 24].includes(bitsPerPixel))) return 'plain';
  if (compression === 1 && bitsPerPixel === 8) return 'rle8';
  if (compression === 2 && bitsPerPixel === 4) return 'rle4';
  // In OS/2's second version the same numbers mean other compressions.
  const isWindows = headerSize !== OS2_V2_HEADER_BYTES;
  if ((compression === 3 || compression === 6) && isHighColour && isWindows) return 'masks';
  throw unreadableBmp('is compressed in a way that is not supported');
}

function readMasks(
  file: Buffer,
  storage: BmpStorage,
  bitsPerPixel: number,
  headerSize: number,
  masksBytes: number,
): BmpHeader['masks'] {
  if (storage !== 'masks') {
    // Without masks the fourth byte of a 32-bit pixel means nothing, whatever stands in it.
    return bitsPerPixel === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0xff00, 0xff, 0];
  }
  const hasAlpha = headerSize >= 56 || masksBytes === 16;
  if (file.length < 54 + (hasAlpha ? 16 : 12)) throw unreadableBmp('is cut off');
  const alpha = hasAlpha ? file.readUInt32LE(66) : 0;
  return [file.readUInt32LE(54), file.readUInt32LE(58), file.readUInt32LE(62), alpha];
}

function readPalette(
  file: Buffer,
  start: number,
  end: number,
  bitsPerPixel: number,
  isOs2: boolean,
): Uint8Array {
  if (bitsPerPixel > 8) return new Uint8Array(0);
  const entryBytes = isOs2 ? 3 : 4;
  const most = 2 ** bitsPerPixel;
  const claimed = isOs2 ? most : file.readUInt32LE(46) || most;
  const count = Math.min(claimed, most, Math.floor((end - start) / entryBytes));
  const palette = new Uint8Array(3 * count);
  for (let entry = 0; entry < count; entry++) {
    const source = start + entry * entryBytes;
    palette[3 * entry] = file[source + 2]!;
    palette[3 * entry + 1] = file[source + 1]!;
    palette[3 * entry + 2] = file[source]!;
  }
  return palette;
}
