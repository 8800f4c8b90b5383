import type { SampledPicture } from '../../image/sampled-picture.js';
import { smoothField } from '../smooth-field.js';
import type { LithophaneSettings } from './lithophane-settings.js';
import { thicknessOf } from './transmission.js';
import { type Warning, WARNINGS } from '../../warnings.js';

/** Half a 16-bit step: a smaller spread is the rounding of the averages, not a picture. */
const UNIFORM_SPREAD = 0.5 / 65535;

/** A sample covered at least this much counts when the darkest and the brightest are sought. */
const USED_COVERAGE = 0.5;

export interface ThicknessField {
  /** Millimetres, one to a sample, row by row from the upper left corner as the model shows them. */
  thicknessMm: Float32Array;
  warnings: Warning[];
}

/**
 * Turns samples into thicknesses: smooth, spread the levels, invert, bend by gamma, apply the curve, mirror.
 * Transparent parts are as thin as the brightest whatever is inverted. A uniform picture keeps its own
 * brightness instead of being spread, with a warning.
 */
export function shapeThickness(picture: SampledPicture, settings: LithophaneSettings): ThicknessField {
  const tones = Float32Array.from(picture.luminance);
  smoothField(tones, picture, settings.smoothing, picture.alpha);
  const { darkest, brightest } = findLevels(tones, picture.alpha);
  const isUniform = !(brightest - darkest > UNIFORM_SPREAD);
  const isSpread = settings.levels === 'auto' && !isUniform;
  const low = isSpread ? darkest : 0;
  const spread = isSpread ? brightest - darkest : 1;
  const thicknessMm = new Float32Array(tones.length);
  const { columns } = picture;
  for (let index = 0; index < tones.length; index++) {
    const level = Math.min(1, Math.max(0, (tones[index]! - low) / spread));
    const bent = (settings.isInverted ? 1 - level : level) ** settings.gamma;
    const coverage = picture.alpha === null ? 1 : picture.alpha[index]!;
    const column = index % columns;
    const target = settings.isMirrored ? index - column + (columns - 1 - column) : index;
    thicknessMm[target] = thicknessOf(1 - coverage * (1 - bent), settings);
  }
  return { thicknessMm, warnings: isUniform ? [describeUniform(picture.alpha)] : [] };
}

function findLevels(tones: Float32Array, alpha: Float32Array | null): { darkest: number; brightest: number } {
  let darkest = Infinity;
  let brightest = -Infinity;
  for (let index = 0; index < tones.length; index++) {
    if (alpha !== null && alpha[index]! < USED_COVERAGE) continue;
    const tone = tones[index]!;
    if (tone < darkest) darkest = tone;
    if (tone > brightest) brightest = tone;
  }
  return { darkest, brightest };
}

function describeUniform(alpha: Float32Array | null): Warning {
  if (alpha === null) return WARNINGS.evenLithophane;
  return alpha.some((share) => share >= USED_COVERAGE)
    ? WARNINGS.evenBrightnessOutline
    : WARNINGS.transparentLithophane;
}
