import type { Metadata, Sharp } from 'sharp';

import { ModellingError } from '../modelling.errors.js';
import { checkPictureSize } from './check-picture-size.js';
import { sharp } from './load-sharp.js';
import type { OpenedPicture } from './opened-picture.js';
import { restrictLoaders } from './restrict-loaders.js';
import type { PictureFormat } from './sniff-picture.js';

/** libvips' names of the colour spaces without colour. */
const GREY_SPACES = new Set(['b-w', 'grey16']);

/**
 * Reads a picture's header and checks it; decodes nothing.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` or one of the size errors
 */
export async function openPicture(
  path: string,
  format: PictureFormat,
  maxPixels: number,
): Promise<OpenedPicture> {
  restrictLoaders();
  // The size is checked below, by side too; `animated: false` takes the first frame or page only.
  const image = sharp(path, { failOn: 'error', animated: false, limitInputPixels: false });
  const metadata = await readMetadata(image);
  if (metadata.format.toUpperCase() !== format) throw unreadable('has another format than it claims');
  const { width, height } = metadata.autoOrient;
  checkPictureSize(width, height, maxPixels);
  if (metadata.depth !== 'uchar' && metadata.depth !== 'ushort') {
    throw unreadable('has pixels of a type other than 8 or 16 bits');
  }
  return {
    image: image.autoOrient(),
    isGrey: GREY_SPACES.has(metadata.space) && metadata.channels <= 2,
    is16Bit: metadata.depth === 'ushort',
  };
}

async function readMetadata(image: Sharp): Promise<Metadata> {
  try {
    return await image.metadata();
  } catch (cause) {
    throw unreadable('is damaged', cause);
  }
}

function unreadable(reason: string, cause?: unknown): ModellingError {
  return new ModellingError('UNREADABLE_PICTURE', `The picture ${reason}.`, { reason }, { cause });
}
