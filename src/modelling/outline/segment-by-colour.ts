import type { SampledPicture, SampleGrid } from '../image/sampled-picture.js';
import { closeGaps } from './close-gaps.js';
import { estimateBackground, measureDistances, type Background } from './estimate-background.js';
import { fillFalseHoles, findHighestNear } from './fill-false-holes.js';
import { findThreshold, rateSeparability } from './find-threshold.js';
import { noSubject, type Segmented } from './subject-field.js';

/** Differences of colour, of 255, that compression alone makes. */
const LEAST_CONTRAST = 10;

/**
 * Where a pale subject has a dark edge, its colours pass through those of a background between the two: a gap of
 * a sample or two, which is closed. On small pictures such a gap is a feature.
 */
const GAP_REACH = 1;
const LEAST_SAMPLES_FOR_GAPS = 256;

/**
 * Parts by the difference in colour from a background that is estimated at the picture's border. The threshold
 * is found on logarithms: what is pale but clearly no background counts as subject beside what is glaring.
 *
 * @param threshold share of the greatest difference; null finds one
 * @throws ModellingError `NO_SUBJECT_FOUND` for a picture of one colour
 */
export function segmentByColour(picture: SampledPicture, threshold: number | null): Segmented {
  const rgb = picture.rgb ?? greyToColour(picture.luminance);
  const background = estimateBackground(rgb, picture);
  const { distances, highest } = measureDistances(background, rgb, picture.alpha, picture);
  if (highest < Math.max(LEAST_CONTRAST, background.spread)) {
    throw noSubject('the picture has one colour everywhere; cut the subject out, or choose another picture');
  }
  const { spread } = background;
  const parted = findThreshold(
    distances.map((distance) => Math.log1p(distance / spread)),
    Math.log1p(highest / spread),
  );
  const found = Math.max(spread * Math.expm1(parted.level), LEAST_CONTRAST);
  const level = threshold === null ? Math.min(found, highest / 2) : Math.max(threshold * highest, 1);
  if (Math.max(picture.columns, picture.rows) >= LEAST_SAMPLES_FOR_GAPS) {
    closeGaps(distances, picture, GAP_REACH);
  }
  fillFalseHoles(distances, picture, level, spread);
  return {
    field: shareOut(distances, picture, level),
    confidence: rateSeparability(parted.separability) * background.support,
    background: describe(background),
  };
}

/**
 * Turns distances into shares of the subject: 0.5 where an edge sample has half the difference of what lies
 * within two samples of it, for it is half covered then, however low the threshold.
 */
function shareOut(distances: Float32Array, grid: SampleGrid, level: number): Float32Array {
  const { columns, rows } = grid;
  const field = new Float32Array(distances.length);
  for (let row = 0, sample = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, sample++) {
      const distance = distances[sample]!;
      if (distance >= level && isWithin(distances, column, row, columns, rows, level)) {
        field[sample] = 1;
        continue;
      }
      if (distance === 0) continue;
      field[sample] = distance / Math.max(2 * level, findHighestNear(distances, grid, sample));
    }
  }
  return field;
}

/** Whether all eight neighbours reach the level. */
function isWithin(
  distances: Float32Array,
  column: number,
  row: number,
  columns: number,
  rows: number,
  level: number,
): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if (distances[y * columns + x]! < level) return false;
    }
  }
  return true;
}

function greyToColour(luminance: Float32Array): Uint8Array {
  const rgb = new Uint8Array(3 * luminance.length);
  for (let index = 0; index < rgb.length; index++) rgb[index] = 255 * luminance[Math.floor(index / 3)]!;
  return rgb;
}

function describe({ level }: Background): string {
  const toHex = (value: number): string =>
    Math.min(255, Math.max(0, Math.round(value)))
      .toString(16)
      .padStart(2, '0');
  return `#${level.map(toHex).join('')}`;
}
