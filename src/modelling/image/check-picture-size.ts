import { ModellingError } from '../modelling.errors.js';

/** The least and greatest side of a picture in pixels. */
export const SIDE_LIMITS_PX = { min: 16, max: 8192 } as const;

/**
 * Refuses a picture by the size its header claims, before anything of that size is allocated.
 *
 * @throws ModellingError `IMAGE_TOO_SMALL`, `IMAGE_TOO_LARGE` or `TOO_MANY_PIXELS` with the size and the limit
 */
export function checkPictureSize(width: number, height: number, maxPixels: number): void {
  const { min, max } = SIDE_LIMITS_PX;
  const size = `${width} × ${height} px`;
  // The greatest side first: a picture of 786464 × 32 is refused for what is dangerous about it.
  if (Math.max(width, height) > max) {
    const message = `The picture is ${size}; a side may have at most ${max} px.`;
    throw new ModellingError('IMAGE_TOO_LARGE', message, { width, height, max });
  }
  if (Math.min(width, height) < min) {
    const message = `The picture is ${size}; a side must have at least ${min} px.`;
    throw new ModellingError('IMAGE_TOO_SMALL', message, { width, height, min });
  }
  if (width * height > maxPixels) {
    const message = `The picture is ${size}; it may have at most ${maxPixels} pixels.`;
    throw new ModellingError('TOO_MANY_PIXELS', message, { width, height, max: maxPixels });
  }
}
