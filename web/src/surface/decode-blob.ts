import type { DecodedPicture } from '../../../src/modelling/image/decode-picture.js';
import type { SurfacePicture } from './surface.types.js';

/** Far finer than any preview, and small enough to average anew with every move of a slider. */
const LONGEST_SIDE_PX = 720;

/** Decodes a picture, scaled down where it is large. Rejects what the browser cannot read, TIFF for instance. */
export async function decodeBlob({ blob, widthPx, heightPx }: SurfacePicture): Promise<DecodedPicture> {
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(widthPx, heightPx));
  const width = Math.max(1, Math.round(widthPx * scale));
  const height = Math.max(1, Math.round(heightPx * scale));
  const bitmap = await createImageBitmap(blob, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The browser gave no canvas to read the picture with.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const isOpaque = data.every((value, index) => index % 4 !== 3 || value === 255);
  const bytes = new Uint8Array(data.buffer);
  return isOpaque
    ? { widthPx: width, heightPx: height, channelCount: 3, data: withoutAlpha(bytes) }
    : { widthPx: width, heightPx: height, channelCount: 4, data: bytes };
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3)
    rgb.set(rgba.subarray(from, from + 3), to);
  return rgb;
}
