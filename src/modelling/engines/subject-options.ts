import type { SubjectSettings } from '../outline/place-subject.js';
import type { OptionTable, ResolvedOptions } from './option-table.js';

/** The options of every engine that starts from the outline of a subject. */
export const SUBJECT_OPTIONS = {
  source: {
    type: 'choice',
    choices: ['auto', 'alpha', 'color', 'luminance'],
    default: 'auto',
    help: 'What tells the subject from its background: opacity, difference in colour from the border of the picture, or darkness; auto takes the opacity where the picture has any transparency, else the colour.',
  },
  threshold: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    help: 'How opaque, how far from the background (1 is the farthest colour there is), or how dark a part has to be to belong to the subject. Default: found for the picture; 0.5 for opacity.',
  },
  invert: { type: 'boolean', default: false, help: 'Makes the background the subject.' },
  mirror: { type: 'boolean', default: false, help: 'Swaps left and right, as a stamp or a mould needs it.' },
  min_feature_mm: {
    type: 'number',
    unit: 'mm',
    minimum: 0,
    maximum: 100,
    default: 0.8,
    help: 'Parts and holes with less area than a square of this side are dropped.',
  },
  fit: {
    type: 'choice',
    choices: ['contain', 'stretch'],
    default: 'contain',
    help: 'contain keeps the proportions of the subject inside width and height; stretch makes both exact.',
  },
  resolution: {
    type: 'integer',
    unit: 'samples',
    minimum: 16,
    maximum: 8192,
    help: 'Samples on the longest side of the picture, instead of those that quality stands for; never more than the picture has pixels.',
  },
} as const satisfies OptionTable;

/** Reads the shared options; what is absent takes the default of the table. */
export function readSubjectOptions(options: ResolvedOptions): SubjectSettings {
  const { source, threshold, min_feature_mm: minFeature } = options;
  return {
    source: source === 'alpha' || source === 'color' || source === 'luminance' ? source : 'auto',
    threshold: typeof threshold === 'number' ? threshold : null,
    isInverted: options['invert'] === true,
    isMirrored: options['mirror'] === true,
    minFeatureMm: typeof minFeature === 'number' ? minFeature : SUBJECT_OPTIONS.min_feature_mm.default,
    fit: options['fit'] === 'stretch' ? 'stretch' : 'contain',
  };
}
