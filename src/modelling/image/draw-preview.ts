import { sharp } from './load-sharp.js';

/** The longest side of a preview in pixels. */
const PREVIEW_SIDE_PX = 1024;

/** Draws an 8-bit PNG of a normalised picture for showing it, never larger than the picture. */
export async function drawPreview(picturePath: string): Promise<Buffer> {
  return sharp(picturePath, { limitInputPixels: false })
    .resize({ width: PREVIEW_SIDE_PX, height: PREVIEW_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png({ compressionLevel: 6 })
    .toBuffer();
}
