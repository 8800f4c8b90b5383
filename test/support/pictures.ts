import sharp from 'sharp';

/** A picture as a form would send it. */
export interface PictureFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Gives the RGBA bytes (0…255) of the pixel in column x, row y. */
export type Painter = (x: number, y: number) => readonly [number, number, number, number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

const TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
} as const;

export type PictureFormat = keyof typeof TYPES;

/** Every format an upload may have. */
export const PICTURE_FORMATS = Object.keys(TYPES) as PictureFormat[];

/** Left to right from black to white: every engine finds something in it, and it costs nothing. */
export function gradient({ width }: Size): Painter {
  return (x) => {
    const level = Math.round((255 * x) / (width - 1));
    return [level, level, level, 255];
  };
}

/** Paints a picture pixel by pixel, as tight RGBA rows. */
export function paint(size: Size, painter: Painter): Buffer {
  const pixels = Buffer.alloc(size.width * size.height * 4);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) pixels.set(painter(x, y), (y * size.width + x) * 4);
  }
  return pixels;
}

/** Draws a picture in one of the formats that may be uploaded. */
export async function draw(
  size: Size,
  painter: Painter = gradient(size),
  format: PictureFormat = 'png',
): Promise<PictureFile> {
  const bytes = await encode(size, paint(size, painter), format);
  return { name: `picture.${format}`, type: TYPES[format], bytes };
}

/** The picture of most tests: 48 × 48 pixels, a gradient. */
export function smallPicture(): Promise<PictureFile> {
  return draw({ width: 48, height: 48 });
}

async function encode(size: Size, pixels: Buffer, format: PictureFormat): Promise<Buffer> {
  const drawn = sharp(pixels, { raw: { ...size, channels: 4 } });
  const image = isOpaque(pixels) ? drawn.removeAlpha() : drawn;
  switch (format) {
    case 'png':
      return image.png().toBuffer();
    case 'jpg':
      return image.flatten().jpeg({ quality: 90 }).toBuffer();
    case 'webp':
      return image.webp({ lossless: true }).toBuffer();
    case 'gif':
      return image.gif().toBuffer();
    case 'tiff':
      return image.tiff({ compression: 'lzw' }).toBuffer();
    case 'bmp':
      return encodeBmp(size, pixels);
  }
}

function isOpaque(pixels: Buffer): boolean {
  return pixels.every((value, index) => index % 4 !== 3 || value === 255);
}

/** A 24-bit BMP: bottom row first, blue before red, rows padded to four bytes. */
function encodeBmp({ width, height }: Size, pixels: Buffer): Buffer {
  const HEADERS_LENGTH = 54;
  const rowLength = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(HEADERS_LENGTH + rowLength * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(HEADERS_LENGTH, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file.writeUInt32LE(rowLength * height, 34);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((height - 1 - y) * width + x) * 4;
      const to = HEADERS_LENGTH + y * rowLength + x * 3;
      file.set([pixels[from + 2]!, pixels[from + 1]!, pixels[from]!], to);
    }
  }
  return file;
}
