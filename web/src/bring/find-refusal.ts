import { sniffPicture } from '../../../src/modelling/image/sniff-picture.js';
import type { PictureLimits } from '../api/api.types.js';
import { countInWords, sizeInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import type { PictureSize } from './read-picture-size.js';

/** The first bytes that tell a picture's format. */
const HEAD_BYTES = 32;

/** Why the server would refuse a file by its bytes, as a sentence; null when it would look at the picture. */
export async function findFileRefusal(file: File, limits: PictureLimits): Promise<string | null> {
  if (file.size > limits.max_bytes) {
    return t('refusal.tooLarge', { size: sizeInWords(file.size), limit: sizeInWords(limits.max_bytes) });
  }
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return sniffPicture(head) === null ? t('refusal.noPicture') : null;
}

/** Why the server would refuse a picture by its size, as a sentence; null when it would take it. */
export function findSizeRefusal(size: PictureSize, limits: PictureLimits): string | null {
  const { widthPx, heightPx } = size;
  const fillings = { width: countInWords(widthPx), height: countInWords(heightPx) };
  if (Math.max(widthPx, heightPx) > limits.max_side_px) {
    return t('refusal.sideTooLong', { ...fillings, limit: countInWords(limits.max_side_px) });
  }
  if (Math.min(widthPx, heightPx) < limits.min_side_px) {
    return t('refusal.sideTooShort', { ...fillings, limit: countInWords(limits.min_side_px) });
  }
  if (widthPx * heightPx > limits.max_pixels) {
    return t('refusal.tooManyPixels', { ...fillings, limit: countInWords(limits.max_pixels) });
  }
  return null;
}
