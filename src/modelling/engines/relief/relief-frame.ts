import type { SampleGrid } from '../../image/sampled-picture.js';
import type { PictureSize, ShapeRequest } from '../engine.js';
import { readReliefOptions } from './relief-options.js';

/**
 * Width of the flank from the border's top down to the picture's edge samples. A height field has one
 * height to a place, so the flank cannot be truly vertical; this is far below what a nozzle can draw.
 */
const FLANK_MM = 0.02;

/** Where a relief lies in its outer box; all in millimetres. */
export interface ReliefFrame {
  outerWidthMm: number;
  outerHeightMm: number;
  borderMm: number;
  /** Part of the border that slopes; 0 without a border. */
  flankMm: number;
  /** Distance of neighbouring samples. */
  pitchXMm: number;
  pitchYMm: number;
}

/**
 * Fits the picture and its border into the asked width and height: `contain` keeps the picture's
 * proportions, so that one outer side is exact; `stretch` makes both exact.
 */
export function frameRelief(picture: PictureSize, grid: SampleGrid, request: ShapeRequest): ReliefFrame {
  const { borderMm, fit } = readReliefOptions(request.options, request.depthMm);
  let innerWidthMm = request.widthMm - 2 * borderMm;
  let innerHeightMm = request.heightMm - 2 * borderMm;
  let outerWidthMm = request.widthMm;
  let outerHeightMm = request.heightMm;
  if (fit === 'contain') {
    const aspect = picture.widthPx / picture.heightPx;
    if (innerWidthMm / aspect <= innerHeightMm) {
      innerHeightMm = innerWidthMm / aspect;
      outerHeightMm = Math.min(request.heightMm, innerHeightMm + 2 * borderMm);
    } else {
      innerWidthMm = innerHeightMm * aspect;
      outerWidthMm = Math.min(request.widthMm, innerWidthMm + 2 * borderMm);
    }
  }
  return {
    outerWidthMm,
    outerHeightMm,
    borderMm,
    flankMm: Math.min(FLANK_MM, borderMm / 2),
    pitchXMm: innerWidthMm / (grid.columns - 1),
    pitchYMm: innerHeightMm / (grid.rows - 1),
  };
}
