import sharp from 'sharp';
import type { PictureFile, Size } from './pictures.js';

/** The values of the EXIF orientation tag. */
export const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

/** One JPEG block per letter: `#` is bright. It reads differently in each of the eight orientations. */
const LETTER_F = ['......', '.####.', '.#....', '.###..', '.#....', '.#....', '.#....', '......'];
const BLOCK_PX = 8;
const UPRIGHT: Size = { width: LETTER_F[0]!.length * BLOCK_PX, height: LETTER_F.length * BLOCK_PX };

/**
 * A letter F stored turned, with the EXIF tag that sets it upright again. Every 8 × 8 block is of one grey and the
 * quality is 100, so the JPEG decodes to exactly the pixels drawn, whichever way it is stored.
 */
export async function turnedLetter(orientation: Orientation): Promise<PictureFile> {
  const stored = storedSize(orientation);
  const pixels = Buffer.alloc(stored.width * stored.height);
  for (let y = 0; y < UPRIGHT.height; y++) {
    for (let x = 0; x < UPRIGHT.width; x++) {
      const [column, row] = storedAt(orientation, x, y);
      pixels[row * stored.width + column] = levelAt(x, y);
    }
  }
  const bytes = await sharp(pixels, { raw: { ...stored, channels: 1 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .withMetadata({ orientation })
    .toBuffer();
  return { name: `turned-${orientation}.jpg`, type: 'image/jpeg', bytes };
}

function levelAt(x: number, y: number): number {
  const letter = LETTER_F[Math.floor(y / BLOCK_PX)]?.[Math.floor(x / BLOCK_PX)];
  return letter === '#' ? 224 : 32;
}

function storedSize(orientation: Orientation): Size {
  return orientation < 5 ? UPRIGHT : { width: UPRIGHT.height, height: UPRIGHT.width };
}

/** Where the pixel that is seen at (x, y) is stored: the definition of the tag in EXIF 2.32, §4.6.4. */
function storedAt(orientation: Orientation, x: number, y: number): [column: number, row: number] {
  const right = UPRIGHT.width - 1 - x;
  const bottom = UPRIGHT.height - 1 - y;
  switch (orientation) {
    case 1:
      return [x, y];
    case 2:
      return [right, y];
    case 3:
      return [right, bottom];
    case 4:
      return [x, bottom];
    case 5:
      return [y, x];
    case 6:
      return [y, right];
    case 7:
      return [bottom, right];
    case 8:
      return [bottom, x];
  }
}
