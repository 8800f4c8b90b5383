import type { SampleGrid } from '../image/sampled-picture.js';
import type { PictureSize, ShapeRequest } from './engine.js';

/** Samples on the longest side for quality 1…10. */
export const QUALITY_SAMPLES = [128, 160, 192, 256, 320, 384, 512, 768, 1024, 2048] as const;

/**
 * The grid for a picture: `resolution`, or else the quality's count, on the longest side; the other side
 * keeps the samples square. Never more samples than pixels: a finer grid would only repeat them.
 */
export function chooseSampleGrid(picture: PictureSize, request: ShapeRequest): SampleGrid {
  const { widthPx, heightPx } = picture;
  const longestPx = Math.max(widthPx, heightPx);
  const resolution = request.options['resolution'];
  const wanted =
    typeof resolution === 'number' ? resolution : (QUALITY_SAMPLES[request.quality - 1] ?? longestPx);
  const longest = Math.min(wanted, longestPx);
  const along = (sidePx: number): number => Math.max(2, Math.round((longest * sidePx) / longestPx));
  return { columns: along(widthPx), rows: along(heightPx) };
}
