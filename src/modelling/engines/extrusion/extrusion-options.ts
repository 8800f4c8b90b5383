import type { PlateShape } from '../../outline/draw-plate.js';
import type { SubjectSettings } from '../../outline/place-subject.js';
import type { RingPosition } from '../../outline/ring.js';
import type { OptionTable, ResolvedOptions } from '../option-table.js';
import { readSubjectOptions, SUBJECT_OPTIONS } from '../subject-options.js';

/** The options of the extrusion engine. */
export const EXTRUSION_OPTIONS = {
  ...SUBJECT_OPTIONS,
  tolerance_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0.001,
    maximum: 5,
    default: 0.02,
    help: 'How far the outline may be off the smoothed one, to do with fewer points.',
  },
  bevel_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0,
    maximum: 50,
    default: 0,
    help: 'Width and height of the bevel along the upper edges; narrower where the subject is thin, at most 0.45 of its thickness there. 0 for none, otherwise at least 0.05.',
  },
  bevel_shape: {
    needs: { option: 'bevel_mm', isNot: 0 },
    type: 'choice',
    choices: ['chamfer', 'round'],
    default: 'chamfer',
    help: 'Whether the bevel is one slope or a rounding.',
  },
  base: {
    type: 'choice',
    choices: ['none', 'rectangle', 'rounded', 'outline'],
    default: 'none',
    help: 'A plate under the subject that joins all its parts: a rectangle, one with rounded corners, or a wider outline of the subject.',
  },
  base_mm: {
    needs: { option: 'base', isNot: 'none' },
    type: 'number',
    unit: 'mm',
    minimum: 0.4,
    maximum: 500,
    help: 'Thickness of the plate; less than the depth. Default: a quarter of the depth, at most 2 mm.',
  },
  base_margin_mm: {
    needs: { option: 'base', isNot: 'none' },
    type: 'number',
    unit: 'mm',
    minimum: 0.5,
    maximum: 200,
    default: 3,
    help: 'How far the plate reaches beyond the subject, inside the outer size.',
  },
  ring: {
    type: 'choice',
    choices: ['none', 'top', 'bottom', 'left', 'right'],
    default: 'none',
    help: 'The side for a ring to hang the model from, inside the outer size; its place there is chosen so that it holds and hangs straight.',
  },
  ring_hole_mm: {
    needs: { option: 'ring', isNot: 'none' },
    type: 'number',
    unit: 'mm',
    minimum: 1,
    maximum: 100,
    default: 4,
    help: "Diameter of the ring's hole.",
  },
  ring_width_mm: {
    needs: { option: 'ring', isNot: 'none' },
    type: 'number',
    unit: 'mm',
    minimum: 0.8,
    maximum: 50,
    default: 2,
    help: 'Width of the band around the hole.',
  },
} as const satisfies OptionTable;

/** What the extrusion engine reads, with every default settled. */
export interface ExtrusionSettings {
  subject: SubjectSettings;
  toleranceMm: number;
  bevelMm: number;
  isRound: boolean;
  base: { shape: PlateShape; thicknessMm: number; marginMm: number } | null;
  ring: { position: RingPosition; holeRadiusMm: number; widthMm: number } | null;
}

/** Reads resolved options; what is absent takes the default of the table. */
export function readExtrusionOptions(options: ResolvedOptions, depthMm: number): ExtrusionSettings {
  const numberOr = (name: string, fallback: number): number => {
    const value = options[name];
    return typeof value === 'number' ? value : fallback;
  };
  const { base, ring } = options;
  const hasBase = base === 'rectangle' || base === 'rounded' || base === 'outline';
  const hasRing = ring === 'top' || ring === 'bottom' || ring === 'left' || ring === 'right';
  return {
    subject: readSubjectOptions(options),
    toleranceMm: numberOr('tolerance_mm', EXTRUSION_OPTIONS.tolerance_mm.default),
    bevelMm: numberOr('bevel_mm', EXTRUSION_OPTIONS.bevel_mm.default),
    isRound: options['bevel_shape'] === 'round',
    base: hasBase
      ? {
          shape: base,
          thicknessMm: numberOr('base_mm', Math.max(0.4, Math.min(2, depthMm / 4))),
          marginMm: numberOr('base_margin_mm', EXTRUSION_OPTIONS.base_margin_mm.default),
        }
      : null,
    ring: hasRing
      ? {
          position: ring,
          holeRadiusMm: numberOr('ring_hole_mm', EXTRUSION_OPTIONS.ring_hole_mm.default) / 2,
          widthMm: numberOr('ring_width_mm', EXTRUSION_OPTIONS.ring_width_mm.default),
        }
      : null,
  };
}
