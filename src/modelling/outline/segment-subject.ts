import type { SampledPicture } from '../image/sampled-picture.js';
import { findThreshold, rateSeparability } from './find-threshold.js';
import { segmentByColour } from './segment-by-colour.js';
import {
  noSubject,
  SUBJECT_LEVEL,
  type Segmented,
  type SubjectField,
  type SubjectSource,
} from './subject-field.js';

export interface SegmentSettings {
  source: 'auto' | SubjectSource;
  /** 0…1: of opacity, of the greatest difference from the background, or of darkness; null finds one. */
  threshold: number | null;
  isInverted: boolean;
}

/** Opacity below which a sample counts as see-through. */
const OPAQUE_ALPHA = 0.5;

/** A spread of brightness that compression alone makes. */
const LEAST_SPREAD = 0.04;

/**
 * Parts the subject from its background: by opacity where the picture has any transparency, else by the
 * difference in colour from the background at the picture's border.
 *
 * @throws ModellingError `NO_SUBJECT_FOUND` when nothing stands out
 */
export function segmentSubject(picture: SampledPicture, settings: SegmentSettings): SubjectField {
  const source = settings.source === 'auto' ? chooseSource(picture) : settings.source;
  const found = SEGMENT_BY[source](picture, settings.threshold);
  const { field } = found;
  let highest = 0;
  for (let sample = 0; sample < field.length; sample++) {
    if (settings.isInverted) field[sample] = 1 - field[sample]!;
    if (field[sample]! > highest) highest = field[sample]!;
  }
  if (highest < SUBJECT_LEVEL) throw noSubject(WHAT_TO_DO[source]);
  const { columns, rows } = picture;
  return { columns, rows, source, ...found };
}

const SEGMENT_BY: Record<SubjectSource, (picture: SampledPicture, threshold: number | null) => Segmented> = {
  alpha: segmentByAlpha,
  color: segmentByColour,
  luminance: segmentByLuminance,
};

const WHAT_TO_DO: Record<SubjectSource, string> = {
  alpha: 'the picture is nowhere opaque enough; lower options.threshold or choose another options.source',
  color: 'nothing differs enough from the background; lower options.threshold',
  luminance: 'nothing is dark enough; lower options.threshold, or set options.invert for a bright subject',
};

/** A picture that is opaque, or see-through to one degree everywhere, says nothing by its opacity. */
function chooseSource({ alpha }: SampledPicture): SubjectSource {
  return alpha?.some((share) => share < OPAQUE_ALPHA) === true ? 'alpha' : 'color';
}

function segmentByAlpha(picture: SampledPicture, threshold: number | null): Segmented {
  const field = picture.alpha?.slice() ?? new Float32Array(picture.luminance.length).fill(1);
  let vagueCount = 0;
  for (let sample = 0; sample < field.length; sample++) {
    if (field[sample]! > 0.1 && field[sample]! < 0.9) vagueCount++;
  }
  centreOn(field, threshold ?? OPAQUE_ALPHA);
  return { field, confidence: 1 - vagueCount / field.length, background: 'transparent' };
}

function segmentByLuminance(picture: SampledPicture, threshold: number | null): Segmented {
  const { alpha, luminance } = picture;
  const field = luminance.map((light, sample) => (1 - light) * (alpha === null ? 1 : alpha[sample]!));
  let [lowest, highest] = [1, 0];
  for (let sample = 0; sample < field.length; sample++) {
    lowest = Math.min(lowest, field[sample]!);
    highest = Math.max(highest, field[sample]!);
  }
  if (threshold === null && highest - lowest < LEAST_SPREAD) {
    throw noSubject(
      'the picture has one brightness everywhere; set options.threshold, or choose another picture',
    );
  }
  const { level, separability } = findThreshold(field, Math.max(highest, Number.EPSILON));
  centreOn(field, threshold ?? level);
  return { field, confidence: rateSeparability(separability), background: 'bright' };
}

/** Bends values of 0…1 in two straight pieces so that `level` comes to 0.5 and both ends stay. */
function centreOn(field: Float32Array, level: number): void {
  // The levels 0 and 1 would divide by nothing: 0 takes all there is, 1 only what is full.
  const below = SUBJECT_LEVEL / Math.max(level, Number.EPSILON);
  const above = (1 - SUBJECT_LEVEL) / Math.max(1 - level, Number.EPSILON);
  for (let sample = 0; sample < field.length; sample++) {
    const value = field[sample]!;
    field[sample] = value < level ? value * below : Math.min(1, SUBJECT_LEVEL + (value - level) * above);
  }
}
