import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { decodePicture, type DecodedPicture } from '../../../src/modelling/image/decode-picture.js';
import { intakePicture, type PictureInfo } from '../../../src/modelling/image/intake-picture.js';
import { temporaryDirectory } from '../temporary-directory.js';

export interface TakenIn {
  info: PictureInfo;
  picture: DecodedPicture;
  picturePath: string;
  previewPath: string;
}

/** Takes in a file of these bytes, in a new directory, and decodes what the intake wrote. */
export async function takeIn(bytes: Uint8Array, maxPixels = 33_554_432): Promise<TakenIn> {
  const directory = await temporaryDirectory('intake');
  const inputPath = join(directory, 'input');
  const picturePath = join(directory, 'picture.png');
  const previewPath = join(directory, 'preview.png');
  await writeFile(inputPath, bytes);
  const info = await intakePicture({ inputPath, picturePath, previewPath, maxPixels });
  return { info, picture: await decodePicture(picturePath), picturePath, previewPath };
}
