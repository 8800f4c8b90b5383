import { unreadableBmp } from './bmp-error.js';
import { expandBmpRuns } from './expand-bmp-runs.js';
import type { BmpHeader } from './read-bmp-header.js';
import type { DecodedPicture } from './decode-picture.js';

/**
 * Decodes the pixels of a BMP whose header has been read: 8-bit L (grey palette), RGB or RGBA.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` when pixels are missing or name a colour that is not there
 */
export function decodeBmp(file: Buffer, header: BmpHeader): DecodedPicture {
  const { width, height, bitsPerPixel, storage } = header;
  const rowBytes = Math.floor((width * bitsPerPixel + 31) / 32) * 4;
  const isRunLength = storage === 'rle8' || storage === 'rle4';
  if (!isRunLength && header.pixelOffset + rowBytes * height > file.length) throw unreadableBmp('is cut off');
  if (bitsPerPixel <= 8) {
    const indices = isRunLength ? expandBmpRuns(file, header) : readIndices(file, header, rowBytes);
    return lookUpColours(indices, header);
  }
  return bitsPerPixel === 24 ? readTriples(file, header, rowBytes) : readMasked(file, header, rowBytes);
}

/** Where row `y` of the picture, counted from above, begins in the file. */
function rowStart(header: BmpHeader, rowBytes: number, y: number): number {
  return header.pixelOffset + rowBytes * (header.isTopDown ? y : header.height - 1 - y);
}

function readIndices(file: Buffer, header: BmpHeader, rowBytes: number): Uint8Array {
  const { width, height, bitsPerPixel } = header;
  const indices = new Uint8Array(width * height);
  const perByte = 8 / bitsPerPixel;
  const mask = 2 ** bitsPerPixel - 1;
  for (let y = 0, target = 0; y < height; y++) {
    const start = rowStart(header, rowBytes, y);
    for (let x = 0; x < width; x++, target++) {
      const shift = 8 - bitsPerPixel * ((x % perByte) + 1);
      indices[target] = (file[start + Math.floor(x / perByte)]! >> shift) & mask;
    }
  }
  return indices;
}

function lookUpColours(indices: Uint8Array, header: BmpHeader): DecodedPicture {
  const { palette, width: widthPx, height: heightPx } = header;
  const colourCount = palette.length / 3;
  let isGrey = true;
  for (let entry = 0; entry < palette.length; entry += 3) {
    if (palette[entry] !== palette[entry + 1] || palette[entry] !== palette[entry + 2]) isGrey = false;
  }
  const channelCount = isGrey ? 1 : 3;
  const data = new Uint8Array(indices.length * channelCount);
  let target = 0;
  for (const index of indices) {
    if (index >= colourCount) throw unreadableBmp('uses a colour that its palette does not have');
    for (let channel = 0; channel < channelCount; channel++) data[target++] = palette[3 * index + channel]!;
  }
  return { widthPx, heightPx, channelCount, data };
}

function readTriples(file: Buffer, header: BmpHeader, rowBytes: number): DecodedPicture {
  const { width: widthPx, height: heightPx } = header;
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, target = 0; y < heightPx; y++) {
    let source = rowStart(header, rowBytes, y);
    for (let x = 0; x < widthPx; x++, source += 3, target += 3) {
      data[target] = file[source + 2]!;
      data[target + 1] = file[source + 1]!;
      data[target + 2] = file[source]!;
    }
  }
  return { widthPx, heightPx, channelCount: 3, data };
}

function readMasked(file: Buffer, header: BmpHeader, rowBytes: number): DecodedPicture {
  const { width: widthPx, height: heightPx, bitsPerPixel } = header;
  const channels = header.masks.filter((mask, index) => index < 3 || mask !== 0).map(readChannel);
  const channelCount = channels.length;
  const data = new Uint8Array(widthPx * heightPx * channelCount);
  const pixelBytes = bitsPerPixel / 8;
  for (let y = 0, target = 0; y < heightPx; y++) {
    let source = rowStart(header, rowBytes, y);
    for (let x = 0; x < widthPx; x++, source += pixelBytes) {
      const pixel = pixelBytes === 2 ? file.readUInt16LE(source) : file.readUInt32LE(source);
      for (const { mask, shift, scale } of channels) {
        data[target++] = Math.round((((pixel & mask) >>> 0) >>> shift) * scale);
      }
    }
  }
  return dropEmptyAlpha({ widthPx, heightPx, channelCount, data });
}

function readChannel(mask: number): { mask: number; shift: number; scale: number } {
  if (mask === 0) return { mask, shift: 0, scale: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  if ((most & (most + 1)) !== 0) throw unreadableBmp('is damaged');
  return { mask, shift, scale: 255 / most };
}

/** Writers that fill in an alpha mask but no alpha mean an opaque picture, not an invisible one. */
function dropEmptyAlpha(picture: DecodedPicture): DecodedPicture {
  const { channelCount, data } = picture;
  if (channelCount !== 4) return picture;
  for (let index = 3; index < data.length; index += 4) if (data[index] !== 0) return picture;
  const opaque = new Uint8Array((data.length / 4) * 3);
  for (let source = 0, target = 0; source < data.length; source++) {
    if (source % 4 !== 3) opaque[target++] = data[source]!;
  }
  return { ...picture, channelCount: 3, data: opaque };
}
