import type { Sharp } from 'sharp';

/** A picture whose header has been checked and whose pixels are still to be decoded. */
export interface OpenedPicture {
  image: Sharp;
  isGrey: boolean;
  is16Bit: boolean;
}
