/**
 * Heights in millimetres over a lattice of samples: `heights[row * columns + column]`, the first row being
 * the upper edge of the picture. At least 2 × 2 samples, all finite.
 */
export interface HeightField {
  columns: number;
  rows: number;
  heights: Float32Array;
}

/** How far a mesh may be from the samples of a height field. */
export interface ErrorLimit {
  /** The largest vertical distance at any sample. */
  toleranceMm: number;
  /**
   * What rounding the lattice to float32 can add to an error, for each millimetre that the triangle's plane
   * rises from one sample to the next along x and along y (see `roundingSlack`).
   */
  slackPerRise: number;
}

/**
 * The slack of a lattice whose places are rounded to float32: each place moves by at most half a unit in
 * the last place of the largest, a sample against a corner by twice that.
 */
export function roundingSlack(largestMm: number, finestPitchMm: number): number {
  const shiftMm = largestMm * 2 ** -24;
  return (2 * shiftMm) / Math.max(finestPitchMm - 2 * shiftMm, shiftMm);
}
