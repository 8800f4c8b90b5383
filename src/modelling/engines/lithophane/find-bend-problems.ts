import type { OptionProblem } from '../../modelling.errors.js';
import type { ShapeRequest } from '../engine.js';
import { deepestMm, listThicknesses, type LithophaneSettings } from './lithophane-settings.js';
import type { PanelFrame } from './panel-frame.js';

/** A narrower slit between the ends of an arc would close when it is printed. */
const LEAST_GAP_MM = 0.4;

const DEGREES = 180 / Math.PI;

/** What of an arc or cylinder cannot be bent: walls too thick, ends too close, a depth too small. */
export function findBendProblems(
  settings: LithophaneSettings,
  frame: PanelFrame,
  request: ShapeRequest,
): OptionProblem[] {
  if (settings.shape === 'flat') return [];
  const outerMm = frame.outerRadiusMm;
  const [name, thickestMm] = listThicknesses(settings).reduce((a, b) => (b[1] > a[1] ? b : a));
  if (thickestMm >= outerMm) {
    const maximum = round(outerMm);
    const message = `must be less than the radius of ${maximum} mm`;
    return [{ field: `options.${name}`, message, maximum }];
  }
  const wall: Wall = { outerMm, thickestMm, thinnestSideMm: findThinnestSide(settings, frame) };
  return [...findGapProblem(settings, outerMm - thickestMm), ...findDepthProblem(settings, request, wall)];
}

/** What is known of a bent wall before its picture has been seen. */
interface Wall {
  outerMm: number;
  thickestMm: number;
  /** How thin its sides may be, which decide the width. */
  thinnestSideMm: number;
}

/** Foot, frame and margin run along the upper or lower edge from side to side, so that no column is thinner. */
function findThinnestSide(settings: LithophaneSettings, frame: PanelFrame): number {
  return Math.max(
    settings.minThicknessMm,
    frame.standHeightMm > 0 ? settings.standMm : 0,
    frame.frameMm > 0 ? settings.frameThicknessMm : 0,
    frame.endMarginMm > 0 ? settings.borderThicknessMm : 0,
  );
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
  { outerMm, thickestMm, thinnestSideMm }: Wall,
): OptionProblem[] {
  const { angleRad, isReliefInside } = settings;
  // Thin sides are as wide as asked at a larger radius, from which the thickest part stands out.
  const smoothMm = isReliefInside ? outerMm : outerMm - thinnestSideMm;
  const frontMm = isReliefInside ? outerMm : smoothMm + thickestMm;
  // The furthest point back: the ends' inner edge, or beyond half a turn their outer one.
  const endMm = angleRad > Math.PI ? frontMm : isReliefInside ? outerMm - thickestMm : smoothMm;
  const neededMm = frontMm - endMm * Math.cos(angleRad / 2);
  if (neededMm <= deepestMm(request)) return [];
  const minimum = Math.ceil(neededMm * 100) / 100;
  const message = `must be at least ${minimum} for this ${settings.shape}; leave it out for no limit`;
  return [{ field: 'dimensions.depth', message, minimum }];
}

function round(valueMm: number): number {
  return Math.floor(valueMm * 100) / 100;
}
