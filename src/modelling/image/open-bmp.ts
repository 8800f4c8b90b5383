import { readFileSync } from 'node:fs';

import { checkPictureSize } from './check-picture-size.js';
import { decodeBmp } from './decode-bmp.js';
import { sharp } from './load-sharp.js';
import type { OpenedPicture } from './opened-picture.js';
import { readBmpHeader } from './read-bmp-header.js';

/**
 * Opens a BMP, which libvips as shipped does not read. The size is checked before any pixel is decoded.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` or one of the size errors
 */
export function openBmp(path: string, maxPixels: number): OpenedPicture {
  const file = readFileSync(path);
  const header = readBmpHeader(file);
  checkPictureSize(header.width, header.height, maxPixels);
  const { data, widthPx, heightPx, channelCount } = decodeBmp(file, header);
  const channels = channelCount === 1 ? 1 : channelCount === 4 ? 4 : 3;
  const raw = { width: widthPx, height: heightPx, channels } as const;
  return { image: sharp(data, { raw }), isGrey: channels === 1, is16Bit: false };
}
