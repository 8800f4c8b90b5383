import type { SampledPicture } from '../../image/sampled-picture.js';
import type { SubjectField } from '../../outline/subject-field.js';
import { guideField } from '../guide-field.js';
import { smoothField } from '../smooth-field.js';

/** A standard deviation, in samples, that takes single ones out. */
const SINGLE_SAMPLES = 0.8;

/** How far coarser grain is levelled that has no edge, in shares of the longest side, and how often. */
const GRAIN_SHARE = 0.004;
const GRAIN_PASSES = 2;

/** A standard deviation, in shares of the longest side, that leaves nothing but the light's fall. */
const BROAD_SHARE = 0.03;

/** How much of the height the strongest shade may take or add. */
const MOST_CHANGE = 0.5;

/**
 * Factors for heights from the shading of the subject: brightness against its wider surroundings within the
 * subject, 1 where there is no difference. Grain is levelled first, edges are kept.
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
  const longest = Math.max(columns, rows);
  smoothField(fine, picture, SINGLE_SAMPLES, subject.field);
  // A blur that takes grain out takes edges too; what is left of it would stand as spikes.
  for (let pass = 0; pass < GRAIN_PASSES; pass++) {
    guideField(fine, picture, Math.max(1, GRAIN_SHARE * longest), subject.field);
  }
  smoothField(broad, picture, Math.max(2, BROAD_SHARE * longest), subject.field);
  return fine.map((light, sample) => {
    const change = detail * (light - broad[sample]!);
    return 1 + Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
  });
}
