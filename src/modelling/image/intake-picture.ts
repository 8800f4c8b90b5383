import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

import { ModellingError } from '../modelling.errors.js';
import { normalisePicture } from './normalise-picture.js';
import { openBmp } from './open-bmp.js';
import { openPicture } from './open-picture.js';
import { drawPreview } from './draw-preview.js';
import { sniffPicture, type PictureFormat } from './sniff-picture.js';

/** What is known of a picture once it has been taken in. */
export interface PictureInfo {
  /** The format it came in. */
  format: PictureFormat;
  /** Channels of the normalised picture: L, LA, RGB or RGBA at 8 bits; I;16, LA;16, RGB;16 or RGBA;16. */
  mode: string;
  /** As it is looked at, i.e. after its EXIF orientation. */
  widthPx: number;
  heightPx: number;
  /** Whether it has an alpha channel. */
  hasTransparency: boolean;
}

export interface IntakeRequest {
  inputPath: string;
  /** Where the normalised PNG goes; must not exist. */
  picturePath: string;
  /** Where the PNG for showing goes, its longest side at most 1024 px; must not exist. */
  previewPath: string;
  maxPixels: number;
}

/** Enough for every signature. */
const HEAD_BYTES = 32;

/**
 * Takes in a file of unknown origin: checks what its header claims before decoding, then writes the same
 * picture oriented, in sRGB or grey, without metadata, at its own bit depth and with its alpha. Both files
 * are durable on return; on failure what was written of them is the caller's to remove.
 *
 * Decodes hostile bytes: to be run in a process of its own.
 *
 * @throws ModellingError `NOT_A_PICTURE`, `IMAGE_TOO_SMALL`, `IMAGE_TOO_LARGE`, `TOO_MANY_PIXELS` or
 * `UNREADABLE_PICTURE`
 */
export async function intakePicture(request: IntakeRequest): Promise<PictureInfo> {
  const format = sniffPicture(readHead(request.inputPath));
  if (format === null) throw new ModellingError('NOT_A_PICTURE', 'The file is not a picture.');
  const opened =
    format === 'BMP'
      ? openBmp(request.inputPath, request.maxPixels)
      : await openPicture(request.inputPath, format, request.maxPixels);
  const normalised = await normalisePicture(opened);
  writeFileDurably(request.picturePath, normalised.png);
  writeFileDurably(request.previewPath, await drawPreview(request.picturePath));
  const { mode, widthPx, heightPx, hasTransparency } = normalised;
  return { format, mode, widthPx, heightPx, hasTransparency };
}

function readHead(path: string): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

function writeFileDurably(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'wx');
  try {
    let done = 0;
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
