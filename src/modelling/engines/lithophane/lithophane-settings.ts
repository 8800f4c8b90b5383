import type { ShapeRequest } from '../engine.js';
import { LITHOPHANE_OPTIONS } from './lithophane-options.js';
import type { Transmission } from './transmission.js';

/** What the lithophane engine reads, with every default settled. */
export interface LithophaneSettings extends Transmission {
  shape: 'flat' | 'arc' | 'cylinder';
  /** How far round the panel reaches: 0 when flat, a full turn for the cylinder. */
  angleRad: number;
  isReliefInside: boolean;
  isInverted: boolean;
  isMirrored: boolean;
  smoothing: number;
  gamma: number;
  levels: 'auto' | 'full';
  fit: 'contain' | 'stretch';
  borderMm: number;
  borderThicknessMm: number;
  frameMm: number;
  frameThicknessMm: number;
  hangerHoleMm: number;
  standMm: number;
}

const FULL_TURN_DEG = 360;
const DEFAULT_ARC_DEG = 120;
const DEFAULT_MAX_THICKNESS_MM = 3;
const DEFAULT_BORDER_MM = 2;
const DEFAULT_BORDER_SHARE = 0.05;

/** How much a frame stands out unless its thickness is given. */
const FRAME_LIFT_MM = 2;

/** How far from the bed, or from front to back, a model may reach; infinite where no depth was asked for. */
export function deepestMm(request: ShapeRequest): number {
  const isUpright = request.options['shape'] === 'arc' || request.options['shape'] === 'cylinder';
  return isUpright && request.isDepthGiven === false ? Infinity : request.depthMm;
}

/** Reads the options of a request; what is absent takes the default of the table or of its help text. */
export function readLithophaneSettings(request: ShapeRequest): LithophaneSettings {
  const { options, depthMm } = request;
  const numberOr = (name: string, fallback: number): number => {
    const value = options[name];
    return typeof value === 'number' ? value : fallback;
  };
  const maxThicknessMm = numberOr('max_thickness_mm', Math.min(DEFAULT_MAX_THICKNESS_MM, depthMm));
  return {
    ...readShape(request),
    isReliefInside: options['relief_side'] === 'inside',
    curve: options['curve'] === 'linear' ? 'linear' : 'exponential',
    transmittancePerMm: numberOr('transmittance_per_mm', LITHOPHANE_OPTIONS.transmittance_per_mm.default),
    minThicknessMm: numberOr('min_thickness_mm', LITHOPHANE_OPTIONS.min_thickness_mm.default),
    maxThicknessMm,
    isInverted: options['invert'] === true,
    isMirrored: options['mirror'] === true,
    smoothing: numberOr('smoothing', LITHOPHANE_OPTIONS.smoothing.default),
    gamma: numberOr('gamma', LITHOPHANE_OPTIONS.gamma.default),
    levels: options['levels'] === 'full' ? 'full' : 'auto',
    fit: options['fit'] === 'stretch' ? 'stretch' : 'contain',
    borderMm: numberOr('border_mm', chooseBorderMm(request)),
    borderThicknessMm: numberOr('border_thickness_mm', maxThicknessMm),
    frameMm: numberOr('frame_mm', LITHOPHANE_OPTIONS.frame_mm.default),
    frameThicknessMm: numberOr(
      'frame_thickness_mm',
      Math.max(maxThicknessMm, Math.min(maxThicknessMm + FRAME_LIFT_MM, deepestMm(request))),
    ),
    hangerHoleMm: numberOr('hanger_hole_mm', LITHOPHANE_OPTIONS.hanger_hole_mm.default),
    standMm: numberOr('stand_mm', LITHOPHANE_OPTIONS.stand_mm.default),
  };
}

function readShape({ options }: ShapeRequest): Pick<LithophaneSettings, 'shape' | 'angleRad'> {
  const { shape, angle_deg: angle } = options;
  if (shape !== 'arc' && shape !== 'cylinder') return { shape: 'flat', angleRad: 0 };
  const angleDeg = typeof angle === 'number' ? angle : DEFAULT_ARC_DEG;
  if (shape === 'cylinder' || angleDeg >= FULL_TURN_DEG) return { shape: 'cylinder', angleRad: 2 * Math.PI };
  return { shape: 'arc', angleRad: (angleDeg * Math.PI) / 180 };
}

function chooseBorderMm({ widthMm, heightMm }: ShapeRequest): number {
  const borderMm = Math.min(DEFAULT_BORDER_MM, DEFAULT_BORDER_SHARE * Math.min(widthMm, heightMm));
  return borderMm >= 0.2 ? borderMm : 0;
}

/** The thicknesses that a model has, by the options that set them. */
export function listThicknesses(settings: LithophaneSettings): [name: string, thicknessMm: number][] {
  const list: [string, number][] = [
    ['max_thickness_mm', settings.maxThicknessMm],
    ['border_thickness_mm', settings.borderThicknessMm],
  ];
  if (settings.frameMm > 0) list.push(['frame_thickness_mm', settings.frameThicknessMm]);
  if (settings.standMm > 0) list.push(['stand_mm', settings.standMm]);
  return list;
}
