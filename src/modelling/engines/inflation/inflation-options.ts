import type { SubjectSettings } from '../../outline/place-subject.js';
import { COLOR_OPTION } from '../color-option.js';
import type { OptionTable, ResolvedOptions } from '../option-table.js';
import { readSubjectOptions, SUBJECT_OPTIONS } from '../subject-options.js';

/** The options of the inflation engine. */
export const INFLATION_OPTIONS = {
  ...SUBJECT_OPTIONS,
  back: {
    type: 'choice',
    choices: ['symmetric', 'flat_back'],
    default: 'symmetric',
    help: 'Whether the back is as round as the front, or flat, which prints without supports.',
  },
  thickness_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0.5,
    maximum: 500,
    help: 'Thickness at the thickest place; at most the depth. Default: as thick as the body is round, at most the depth.',
  },
  rim_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0.4,
    maximum: 100,
    default: 0.8,
    help: 'Thickness along the outline; less than the thickness.',
  },
  roundness: {
    type: 'number',
    minimum: 0.1,
    maximum: 3,
    default: 1,
    help: 'Shape of the swelling: 1 is round as a balloon, less is fuller and flatter on top, more is peaked.',
  },
  detail: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    help: 'How much of the shading of the picture is carved into the swelling: 0 leaves it smooth.',
  },
  tolerance_mm: {
    needs: { option: 'color', isNot: 'vertex' },
    type: 'number',
    unit: 'mm',
    minimum: 0.001,
    maximum: 5,
    default: 0.01,
    help: 'How far the surface may be off the swelling, to do with fewer triangles.',
  },
  ...COLOR_OPTION,
} as const satisfies OptionTable;

/** What the inflation engine reads, with every default settled. */
export interface InflationSettings {
  subject: SubjectSettings;
  isFlatBack: boolean;
  /** Null for as thick as the body is round. */
  thicknessMm: number | null;
  rimMm: number;
  roundness: number;
  detail: number;
  toleranceMm: number;
}

/** Reads resolved options; what is absent takes the default of the table. */
export function readInflationOptions(options: ResolvedOptions): InflationSettings {
  const numberOr = (name: string, fallback: number): number => {
    const value = options[name];
    return typeof value === 'number' ? value : fallback;
  };
  const thickness = options['thickness_mm'];
  return {
    subject: readSubjectOptions(options),
    isFlatBack: options['back'] === 'flat_back',
    thicknessMm: typeof thickness === 'number' ? thickness : null,
    rimMm: numberOr('rim_mm', INFLATION_OPTIONS.rim_mm.default),
    roundness: numberOr('roundness', INFLATION_OPTIONS.roundness.default),
    detail: numberOr('detail', INFLATION_OPTIONS.detail.default),
    toleranceMm: numberOr('tolerance_mm', INFLATION_OPTIONS.tolerance_mm.default),
  };
}
