import { ModellingError } from '../modelling.errors.js';
import { sharp } from './load-sharp.js';
import { restrictLoaders } from './restrict-loaders.js';

/** A decoded picture: interleaved channels L, LA, RGB or RGBA of the whole range of their type. */
export interface DecodedPicture {
  widthPx: number;
  heightPx: number;
  channelCount: number;
  data: Uint8Array | Uint16Array;
}

/**
 * Decodes a normalised picture (as the intake wrote it) at the precision it has.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` when the file is not there or not a picture
 */
export async function decodePicture(path: string): Promise<DecodedPicture> {
  restrictLoaders();
  try {
    // The side and pixel limits were checked when the picture was taken in.
    const image = sharp(path, { failOn: 'error', limitInputPixels: false });
    const { channels, depth } = await image.metadata();
    // Without the explicit colour space libvips scales 16-bit grey values down to 8 bits and back.
    if (depth === 'ushort') image.toColourspace(channels <= 2 ? 'grey16' : 'rgb16').raw({ depth: 'ushort' });
    // Raw output in 8-bit grey would lose the alpha channel; in sRGB the grey comes three times instead.
    else image.toColourspace(channels === 1 ? 'b-w' : 'srgb').raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    const samples =
      depth === 'ushort' ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
    return { widthPx: info.width, heightPx: info.height, channelCount: info.channels, data: samples };
  } catch (cause) {
    throw new ModellingError('UNREADABLE_PICTURE', 'The picture cannot be read.', {}, { cause });
  }
}
