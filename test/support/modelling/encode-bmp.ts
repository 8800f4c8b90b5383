export interface BmpRecipe {
  width: number;
  height: number;
  bitsPerPixel: number;
  /** The stored rows, without padding to 4 bytes for run-length codes. */
  pixels: Buffer;
  /** Red, green, blue entries. */
  palette?: number[][];
  compression?: number;
  isTopDown?: boolean;
  /** 12 (OS/2), 40 (Windows) or 108 (version 4). */
  headerSize?: number;
  /** Red, green, blue, alpha. */
  masks?: number[];
}

/** Puts headers before stored pixels, as the BMP formats have them. */
export function encodeBmp(recipe: BmpRecipe): Buffer {
  const { width, height, bitsPerPixel, pixels, palette = [], compression = 0, headerSize = 40 } = recipe;
  const isOs2 = headerSize === 12;
  const entries = Buffer.from(palette.flatMap(([r, g, b]) => (isOs2 ? [b!, g!, r!] : [b!, g!, r!, 0])));
  const maskWords = headerSize === 40 ? (recipe.masks ?? []) : [];
  const header = Buffer.alloc(14 + headerSize + 4 * maskWords.length);
  const pixelOffset = header.length + entries.length;
  header.write('BM', 0, 'latin1');
  header.writeUInt32LE(pixelOffset + pixels.length, 2);
  header.writeUInt32LE(pixelOffset, 10);
  header.writeUInt32LE(headerSize, 14);
  if (isOs2) {
    header.writeUInt16LE(width, 18);
    header.writeUInt16LE(height, 20);
    header.writeUInt16LE(1, 22);
    header.writeUInt16LE(bitsPerPixel, 24);
  } else {
    header.writeInt32LE(width, 18);
    header.writeInt32LE(recipe.isTopDown === true ? -height : height, 22);
    header.writeUInt16LE(1, 26);
    header.writeUInt16LE(bitsPerPixel, 28);
    header.writeUInt32LE(compression, 30);
    header.writeUInt32LE(palette.length, 46);
    for (const [index, mask] of (recipe.masks ?? []).entries()) header.writeUInt32LE(mask, 54 + 4 * index);
  }
  return Buffer.concat([header, entries, pixels]);
}

/** Rows of the picture from above, packed by `pack`, padded to 4 bytes and stored bottom first. */
export function storeRows(height: number, pack: (y: number) => number[], isTopDown = false): Buffer {
  const rows = Array.from({ length: height }, (_, index) => {
    const bytes = pack(isTopDown ? index : height - 1 - index);
    return Buffer.concat([Buffer.from(bytes), Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  });
  return Buffer.concat(rows);
}
