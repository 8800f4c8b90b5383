import type { OptionProblem } from '../../modelling.errors.js';
import type { ShapeRequest } from '../engine.js';
import { deepestMm, listThicknesses, type LithophaneSettings } from './lithophane-settings.js';
import { findOuterRadius } from './panel-frame.js';

/** A narrower slit between the ends of an arc would close when it is printed. */
const LEAST_GAP_MM = 0.4;

const DEGREES = 180 / Math.PI;

/** What of an arc or cylinder cannot be bent: walls too thick, ends too close, a depth too small. */
export function findBendProblems(settings: LithophaneSettings, request: ShapeRequest): OptionProblem[] {
  if (settings.shape === 'flat') return [];
  const outerMm = findOuterRadius(request.widthMm, settings);
  const [name, thickestMm] = listThicknesses(settings).reduce((a, b) => (b[1] > a[1] ? b : a));
  if (thickestMm >= outerMm) {
    const maximum = round(outerMm);
    const message = `must be less than the radius of ${maximum} mm`;
    return [{ field: `options.${name}`, message, maximum }];
  }
  const innerMm = outerMm - thickestMm;
  return [...findGapProblem(settings, innerMm), ...findDepthProblem(settings, request, outerMm, innerMm)];
}

function findGapProblem({ angleRad, shape }: LithophaneSettings, innerMm: number): OptionProblem[] {
  if (shape === 'cylinder' || angleRad <= Math.PI) return [];
  // The ends are parallel to the radius, so that they are closest on the inside.
  const gapMm = 2 * innerMm * Math.sin(angleRad / 2);
  if (gapMm >= LEAST_GAP_MM) return [];
  const half = LEAST_GAP_MM / 2 / innerMm;
  const maximum = half >= 1 ? 180 : Math.floor((2 * Math.PI - 2 * Math.asin(half)) * DEGREES * 100) / 100;
  const message = `must be at most ${maximum}, which leaves a gap of ${LEAST_GAP_MM} mm, or 360 for a cylinder`;
  return [{ field: 'options.angle_deg', message, maximum }];
}

function findDepthProblem(
  settings: LithophaneSettings,
  request: ShapeRequest,
  outerMm: number,
  innerMm: number,
): OptionProblem[] {
  const { angleRad } = settings;
  // From the front to the furthest point back: the ends' inner edge, or beyond half a turn their outer one.
  const backMm = angleRad <= Math.PI ? innerMm * Math.cos(angleRad / 2) : outerMm * Math.cos(angleRad / 2);
  const neededMm = outerMm - backMm;
  if (neededMm <= deepestMm(request)) return [];
  const minimum = Math.ceil(neededMm * 100) / 100;
  const message = `must be at least ${minimum} for this ${settings.shape}; leave it out for no limit`;
  return [{ field: 'dimensions.depth', message, minimum }];
}

function round(valueMm: number): number {
  return Math.floor(valueMm * 100) / 100;
}
