import { COLOR_OPTION } from '../color-option.js';
import type { OptionTable, ResolvedOptions } from '../option-table.js';

/** The options of the relief engine. */
export const RELIEF_OPTIONS = {
  invert: { type: 'boolean', default: false, help: 'Makes dark parts high and bright parts low.' },
  mirror: {
    type: 'boolean',
    default: false,
    help: 'Swaps left and right, as a stamp or a mould needs it.',
  },
  base_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0.2,
    maximum: 500,
    help: 'Thickness under the lowest point; less than the depth. Default: a quarter of the depth, at most 2 mm.',
  },
  border_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0,
    maximum: 500,
    default: 0,
    help: 'Width of a frame as high as the depth, inside the outer size: 0 for none, otherwise at least 0.2.',
  },
  corner_radius_mm: {
    needs: { option: 'border_mm', isNot: 0 },
    type: 'number',
    unit: 'mm',
    minimum: 0,
    maximum: 500,
    default: 0,
    help: 'Rounds the corners of the plate; needs a border of at least 0.3 times the radius, so that the picture stays whole.',
  },
  smoothing: {
    type: 'number',
    unit: 'samples',
    minimum: 0,
    maximum: 20,
    default: 0,
    help: 'Standard deviation, in samples, of the Gaussian blur that takes the noise out of the heights.',
  },
  smoothing_mode: {
    needs: { option: 'smoothing', isNot: 0 },
    type: 'choice',
    choices: ['even', 'keep_edges'],
    default: 'even',
    help: 'even blurs all alike; keep_edges takes out grain as wide as smoothing and leaves outlines sharp.',
  },
  gamma: {
    type: 'number',
    minimum: 0.1,
    maximum: 10,
    default: 1,
    help: 'Exponent of the tone curve: below 1 lifts the middle heights, above 1 lowers them.',
  },
  levels: {
    type: 'choice',
    choices: ['auto', 'full'],
    default: 'auto',
    help: 'auto spreads the darkest to the brightest sample over the whole depth; full keeps black at the base and white at the depth.',
  },
  fit: {
    type: 'choice',
    choices: ['contain', 'stretch'],
    default: 'contain',
    help: 'contain keeps the proportions of the picture inside width and height; stretch makes both exact.',
  },
  source: {
    type: 'choice',
    choices: ['luminance', 'alpha'],
    default: 'luminance',
    help: 'What becomes height: brightness (transparent parts lie at the base), or the opacity itself.',
  },
  mesh: {
    type: 'choice',
    choices: ['adaptive', 'grid', 'fewest_triangles'],
    default: 'adaptive',
    help: 'adaptive spends triangles where the heights need them; fewest_triangles takes several times as long for about half as many; grid makes two to every four samples, whatever they show.',
  },
  tolerance_mm: {
    needs: { option: 'mesh', isNot: 'grid' },
    type: 'number',
    unit: 'mm',
    minimum: 0.0005,
    maximum: 100,
    help: 'The largest vertical distance between the surface and any sample of the picture. Default: a share of the height that quality stands for, at most 0.2 mm.',
  },
  target_triangles: {
    needs: { option: 'mesh', isNot: 'grid' },
    type: 'integer',
    minimum: 100,
    maximum: 100_000_000,
    help: 'How many triangles the model may have: the smallest tolerance that needs no more is found. Not together with tolerance_mm.',
  },
  resolution: {
    type: 'integer',
    unit: 'samples',
    minimum: 16,
    maximum: 8192,
    help: 'Samples on the longest side, instead of those that quality stands for; never more than the picture has pixels.',
  },
  ...COLOR_OPTION,
} as const satisfies OptionTable;

/** What the relief engine reads, with every default settled. */
export interface ReliefSettings {
  isInverted: boolean;
  isMirrored: boolean;
  baseMm: number;
  borderMm: number;
  cornerRadiusMm: number;
  smoothing: number;
  smoothingMode: 'even' | 'keep_edges';
  gamma: number;
  levels: 'auto' | 'full';
  fit: 'contain' | 'stretch';
  source: 'luminance' | 'alpha';
  mesh: ReliefMeshMode;
  /** Absent: as the quality or the target says. */
  toleranceMm?: number;
  targetTriangles?: number;
}

export type ReliefMeshMode = (typeof RELIEF_OPTIONS.mesh.choices)[number];

/** Reads resolved options; what is absent takes the default of the table. */
export function readReliefOptions(options: ResolvedOptions, depthMm: number): ReliefSettings {
  const numberOr = (name: string, fallback: number): number => {
    const value = options[name];
    return typeof value === 'number' ? value : fallback;
  };
  const { mesh, tolerance_mm: toleranceMm, target_triangles: targetTriangles } = options;
  return {
    isInverted: options['invert'] === true,
    isMirrored: options['mirror'] === true,
    baseMm: numberOr('base_mm', Math.min(2, depthMm / 4)),
    borderMm: numberOr('border_mm', RELIEF_OPTIONS.border_mm.default),
    cornerRadiusMm: numberOr('corner_radius_mm', RELIEF_OPTIONS.corner_radius_mm.default),
    smoothing: numberOr('smoothing', RELIEF_OPTIONS.smoothing.default),
    smoothingMode: options['smoothing_mode'] === 'keep_edges' ? 'keep_edges' : 'even',
    gamma: numberOr('gamma', RELIEF_OPTIONS.gamma.default),
    levels: options['levels'] === 'full' ? 'full' : 'auto',
    fit: options['fit'] === 'stretch' ? 'stretch' : 'contain',
    source: options['source'] === 'alpha' ? 'alpha' : 'luminance',
    mesh: RELIEF_OPTIONS.mesh.choices.find((choice) => choice === mesh) ?? RELIEF_OPTIONS.mesh.default,
    ...(typeof toleranceMm === 'number' && { toleranceMm }),
    ...(typeof targetTriangles === 'number' && { targetTriangles }),
  };
}
