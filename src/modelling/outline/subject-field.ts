import { ModellingError } from '../modelling.errors.js';
import type { SampleGrid } from '../image/sampled-picture.js';

export type SubjectSource = 'alpha' | 'color' | 'luminance';

/** The level of a subject field at which the subject begins. */
export const SUBJECT_LEVEL = 0.5;

/** A parting of subject and background: `field` (0…1) passes 0.5 at the outline, between samples too. */
export interface Segmented {
  field: Float32Array;
  /** How sure the parting is, 0…1. */
  confidence: number;
  /** What was taken for background: `transparent`, `bright`, or a colour as `#rrggbb`. */
  background: string;
}

export interface SubjectField extends SampleGrid, Segmented {
  source: SubjectSource;
}

/** The error for a picture without a subject; `reason` goes on after a colon and says what to do. */
export function noSubject(reason: string): ModellingError {
  return new ModellingError('NO_SUBJECT_FOUND', `No subject was found: ${reason}.`, { reason });
}
