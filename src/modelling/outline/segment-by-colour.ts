import type { SampledPicture, SampleGrid } from '../image/sampled-picture.js';
import { estimateBackground, measureDistances, type Background } from './estimate-background.js';
import { fillFalseHoles } from './fill-false-holes.js';
import { findThreshold, rateSeparability } from './find-threshold.js';
import { noSubject, type Segmented } from './subject-field.js';

/** Differences of colour, of 255, that compression alone makes. */
const LEAST_CONTRAST = 10;

/** An enclosed patch within so many spreads of the background shows it. */
const HOLE_SPREADS = 3;

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
  fillFalseHoles(distances, picture, level, Math.max(HOLE_SPREADS * spread, LEAST_CONTRAST));
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
function shareOut(distances: Float32Array, { columns, rows }: SampleGrid, level: number): Float32Array {
  const field = new Float32Array(distances.length);
  for (let row = 0, sample = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, sample++) {
      const distance = distances[sample]!;
      if (distance >= level && isWithin(distances, column, row, columns, rows, level)) {
        field[sample] = 1;
        continue;
      }
      if (distance === 0) continue;
      let most = 2 * level;
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          const other = distances[y * columns + x]!;
          if (other > most) most = other;
        }
      }
      field[sample] = distance / most;
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
