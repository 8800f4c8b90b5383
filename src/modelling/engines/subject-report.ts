import type { SampleGrid } from '../image/sampled-picture.js';
import type { SubjectFrame } from '../outline/place-subject.js';
import type { SubjectField } from '../outline/subject-field.js';
import type { BuiltMesh, PictureSize, ReportDetails, ShapeRequest } from './engine.js';
import { WARNINGS } from '../warnings.js';

/** Below this the parting is told to be doubtful. */
const DOUBTFUL = 0.4;

/** The room that a request gives a subject, with the proportions of its samples. */
export function frameSubject(picture: PictureSize, grid: SampleGrid, request: ShapeRequest): SubjectFrame {
  return {
    widthMm: request.widthMm,
    heightMm: request.heightMm,
    samplePx: { across: picture.widthPx / grid.columns, down: picture.heightPx / grid.rows },
  };
}

/** What the report says of how the subject was found, with what else the engine has measured. */
export function describeSubject(
  segmented: SubjectField,
  more: ReportDetails,
): Required<Pick<BuiltMesh, 'warnings' | 'details'>> {
  const { confidence, source, background } = segmented;
  const warnings = confidence < DOUBTFUL ? [WARNINGS.doubtfulSubject] : [];
  return {
    warnings,
    details: {
      subject_source: source,
      subject_confidence: Math.round(confidence * 1000) / 1000,
      background,
      ...more,
    },
  };
}
