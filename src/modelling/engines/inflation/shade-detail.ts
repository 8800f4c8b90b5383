import type { SampledPicture } from '../../image/sampled-picture.js';
import type { SubjectField } from '../../outline/subject-field.js';
import { smoothField } from '../smooth-field.js';

/** Standard deviations, in samples, that take out the grain, and that leave nothing but the light's fall. */
const GRAIN_SAMPLES = 0.8;
const BROAD_SHARE = 0.03;

/** How much of the height the strongest shade may take or add. */
const MOST_CHANGE = 0.5;

/**
 * Factors for heights from the shading of the subject: brightness against its wider surroundings within the
 * subject, 1 where there is no difference.
 */
export function shadeDetail(
  picture: SampledPicture,
  subject: SubjectField,
  detail: number,
  isMirrored: boolean,
): Float32Array {
  const { columns, rows } = picture;
  const fine = Float32Array.from(picture.luminance);
  if (isMirrored) {
    for (let start = 0; start < fine.length; start += columns)
      fine.subarray(start, start + columns).reverse();
  }
  const broad = fine.slice();
  smoothField(fine, picture, GRAIN_SAMPLES, subject.field);
  smoothField(broad, picture, Math.max(2, BROAD_SHARE * Math.max(columns, rows)), subject.field);
  return fine.map((light, sample) => {
    const change = detail * (light - broad[sample]!);
    return 1 + Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
  });
}
