import type { SampledPicture } from '../../image/sampled-picture.js';
import { SPAN } from '../../span.js';
import { guideField } from '../guide-field.js';
import { smoothField } from '../smooth-field.js';
import type { ReliefSettings } from './relief-options.js';
import { findHighest } from '../../mesh/find-highest.js';
import { type Warning, WARNINGS } from '../../warnings.js';

/** Half a 16-bit step: a smaller spread is the rounding of the averages, not a picture. */
const UNIFORM_SPREAD = 0.5 / 65535;

/** A sample covered at least this much counts when the darkest and the brightest are sought. */
const USED_COVERAGE = 0.5;

export interface ReliefField {
  /** Share 0…1 of the height between base and depth, one to a sample; may be the picture's own values. */
  shares: Float32Array;
  warnings: Warning[];
}

/**
 * Turns samples into shares of height: smooth, spread the levels, invert, bend by gamma, sink by
 * transparency, mirror. With `levels: auto` the darkest used sample comes to 0 and the brightest to 1;
 * with `full` black is 0 and white 1. A uniform picture comes to 1 everywhere, with a warning.
 */
export function shapeReliefField(picture: SampledPicture, settings: ReliefSettings): ReliefField {
  const isAlphaSource = settings.source === 'alpha';
  const source = isAlphaSource ? picture.alpha : picture.luminance;
  // Opacity that is itself the height cannot sink the height once more.
  const coverage = isAlphaSource ? null : picture.alpha;
  // A copy of a large picture takes as long as all else here.
  if (source !== null && isTakenAsIs(settings, coverage) && !isUniform(source)) {
    return { shares: source, warnings: [] };
  }
  const values = source?.slice() ?? new Float32Array(picture.luminance.length).fill(1);
  if (settings.smoothingMode === 'keep_edges') guideField(values, picture, settings.smoothing, coverage);
  else smoothField(values, picture, settings.smoothing, coverage);

  const { darkest, brightest } = findLevels(values, coverage);
  const isPlate = brightest - darkest <= UNIFORM_SPREAD;
  if (isPlate) values.fill(1);
  else bendTones(values, settings, darkest, brightest);
  sinkTransparent(values, coverage);
  // The uniform plate and `auto` reach the full depth also where no sample is wholly opaque.
  if (isPlate || settings.levels === 'auto') raiseToFull(values);
  if (settings.isMirrored) mirrorRows(values, picture.columns);
  return { shares: values, warnings: isPlate ? [describeUniform(values, isAlphaSource)] : [] };
}

/** Whether samples are shares already. */
function isTakenAsIs(
  { levels, gamma, isInverted, isMirrored, smoothing }: ReliefSettings,
  coverage: Float32Array | null,
): boolean {
  return (
    coverage === null && levels === 'full' && gamma === 1 && smoothing === 0 && !isInverted && !isMirrored
  );
}

/** Whether the darkest and the brightest are as good as one; a picture shows at its first samples that they are not. */
function isUniform(values: Float32Array): boolean {
  let darkest = Infinity;
  let brightest = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < darkest) darkest = value;
    if (value > brightest) brightest = value;
    if (brightest - darkest > UNIFORM_SPREAD) return false;
  }
  return true;
}

function findLevels(
  values: Float32Array,
  coverage: Float32Array | null,
): { darkest: number; brightest: number } {
  const isCovered = coverage === null || coverage.some((share) => share >= USED_COVERAGE);
  const leastCoverage = isCovered ? USED_COVERAGE : Number.MIN_VALUE;
  const levels = { darkest: Infinity, brightest: -Infinity };
  for (let start = 0; start < values.length; start += SPAN) {
    widenLevels(values, coverage, leastCoverage, start, Math.min(values.length, start + SPAN), levels);
  }
  return levels;
}

function widenLevels(
  values: Float32Array,
  coverage: Float32Array | null,
  leastCoverage: number,
  start: number,
  end: number,
  levels: { darkest: number; brightest: number },
): void {
  let { darkest, brightest } = levels;
  for (let index = start; index < end; index++) {
    if (coverage !== null && coverage[index]! < leastCoverage) continue;
    const value = values[index]!;
    if (value < darkest) darkest = value;
    if (value > brightest) brightest = value;
  }
  levels.darkest = darkest;
  levels.brightest = brightest;
}

function bendTones(values: Float32Array, settings: ReliefSettings, darkest: number, brightest: number): void {
  const low = settings.levels === 'full' ? 0 : darkest;
  const spread = settings.levels === 'full' ? 1 : brightest - darkest;
  for (let start = 0; start < values.length; start += SPAN) {
    bendSpan(values, start, Math.min(values.length, start + SPAN), low, spread, settings);
  }
}

function bendSpan(
  values: Float32Array,
  start: number,
  end: number,
  low: number,
  spread: number,
  { gamma, isInverted }: ReliefSettings,
): void {
  for (let index = start; index < end; index++) {
    const level = Math.min(1, Math.max(0, (values[index]! - low) / spread));
    const tone = isInverted ? 1 - level : level;
    values[index] = gamma === 1 ? tone : tone ** gamma;
  }
}

function sinkTransparent(values: Float32Array, coverage: Float32Array | null): void {
  if (coverage === null) return;
  for (let index = 0; index < values.length; index++) values[index] = values[index]! * coverage[index]!;
}

function raiseToFull(values: Float32Array): void {
  const highest = values[findHighest(values)]!;
  if (highest === 1) return;
  // Wholly transparent: nothing to raise, and a plate is the only solid that fills the depth.
  if (highest === 0) values.fill(1);
  else for (let index = 0; index < values.length; index++) values[index] = values[index]! / highest;
}

function mirrorRows(values: Float32Array, columns: number): void {
  for (let start = 0; start < values.length; start += columns) {
    values.subarray(start, start + columns).reverse();
  }
}

function describeUniform(shares: Float32Array, isAlphaSource: boolean): Warning {
  if (shares.every((share) => share === 1)) {
    return isAlphaSource ? WARNINGS.evenOpacityPlate : WARNINGS.evenBrightnessPlate;
  }
  return isAlphaSource ? WARNINGS.evenOpacityOutline : WARNINGS.evenBrightnessOutline;
}
