import { ModellingError } from '../modelling.errors.js';
import type { OpenedPicture } from './opened-picture.js';

export interface NormalisedPicture {
  png: Buffer;
  mode: string;
  widthPx: number;
  heightPx: number;
  hasTransparency: boolean;
}

const MODES: Record<number, string> = { 1: 'L', 2: 'LA', 3: 'RGB', 4: 'RGBA' };

/**
 * Decodes a picture and encodes it as PNG in sRGB or grey at its own bit depth; metadata stays behind.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` when the decoder reports any fault
 */
export async function normalisePicture(opened: OpenedPicture): Promise<NormalisedPicture> {
  const { image, isGrey, is16Bit } = opened;
  const space = isGrey ? (is16Bit ? 'grey16' : 'b-w') : is16Bit ? 'rgb16' : 'srgb';
  try {
    const { data, info } = await image
      .toColourspace(space)
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    return {
      png: data,
      mode: nameMode(info.channels, is16Bit),
      widthPx: info.width,
      heightPx: info.height,
      hasTransparency: info.channels === 2 || info.channels === 4,
    };
  } catch (cause) {
    const details = { reason: 'is damaged' };
    throw new ModellingError('UNREADABLE_PICTURE', 'The picture is damaged.', details, { cause });
  }
}

/** The names that Python's imaging library has for these layouts, as far as it has any. */
function nameMode(channelCount: number, is16Bit: boolean): string {
  if (!is16Bit) return MODES[channelCount] ?? 'RGB';
  return channelCount === 1 ? 'I;16' : `${MODES[channelCount] ?? 'RGB'};16`;
}
