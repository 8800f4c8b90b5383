import type { SampleGrid } from '../image/sampled-picture.js';

/**
 * A field on a grid that lies in millimetres: sample (column, row) is the middle of its cell, row 0 is the
 * uppermost, and the lower left corner of the grid is the origin.
 */
export interface SubjectCanvas extends SampleGrid {
  /** At or above 0.5 inside the subject. */
  field: Float32Array;
  pitchXMm: number;
  pitchYMm: number;
}
