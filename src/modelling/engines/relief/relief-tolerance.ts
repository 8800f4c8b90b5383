import { roundingSlack, type ErrorLimit } from '../../mesh/height-field.js';
import type { ReliefFrame } from './relief-frame.js';

/** The tolerance for quality 1…10, as a share of the height between base and depth. */
const QUALITY_TOLERANCES = [0.02, 0.016, 0.0125, 0.01, 0.008, 0.0065, 0.005, 0.0035, 0.0025, 0.0015] as const;

/** About one printed layer: what is coarser would show on tall models. */
const COARSEST_MM = 0.2;

/** The tolerance that a quality stands for on a relief that rises `heightMm` above its base. */
export function defaultToleranceMm(quality: number, heightMm: number): number {
  const share = QUALITY_TOLERANCES[quality - 1] ?? QUALITY_TOLERANCES[QUALITY_TOLERANCES.length - 1]!;
  return Math.min(COARSEST_MM, share * heightMm);
}

/** The limit that makes a tolerance hold on the coordinates that are written. */
export function limitError(frame: ReliefFrame, toleranceMm: number): ErrorLimit {
  const largestMm = Math.max(frame.outerWidthMm, frame.outerHeightMm);
  return { toleranceMm, slackPerRise: roundingSlack(largestMm, Math.min(frame.pitchXMm, frame.pitchYMm)) };
}
