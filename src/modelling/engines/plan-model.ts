import { invalidOptions, type OptionProblem } from '../modelling.errors.js';
import type { PictureSize, ShapeRequest } from './engine.js';
import { ENGINES } from './engines.js';
import { QUALITY_SAMPLES } from './sample-count.js';
import { tooManyTriangles } from './triangle-limit.js';

export type { ShapeRequest } from './engine.js';

/** Two steps of float32 at the largest size: samples that lie closer could fall together when written. */
const FINEST_PITCH_MM = 2 ** -13;

/** The outer box that may be asked for, in millimetres. */
export const DIMENSION_LIMITS = {
  width: { minimum: 1, maximum: 1000 },
  height: { minimum: 1, maximum: 1000 },
  depth: { minimum: 1, maximum: 500 },
} as const;

/**
 * Refuses, before a pixel is decoded, what could not be built.
 *
 * @throws ModellingError `INVALID_OPTIONS`, `DIMENSIONS_TOO_SMALL` or `TRIANGLE_LIMIT_EXCEEDED`; `details.problems`
 * names the fields and limits
 */
export function checkPlan(picture: PictureSize, request: ShapeRequest, maxTriangles: number): void {
  const engine = ENGINES[request.engine];
  const problems = [...findSizeProblems(request), ...engine.findProblems(picture, request)];
  if (problems.length > 0) throw invalidOptions(problems);

  if (engine.finestPitchMm(picture, request) < FINEST_PITCH_MM) {
    const message = 'leave no room for the picture: make them larger or the border narrower';
    throw invalidOptions([{ field: 'dimensions', message }], 'DIMENSIONS_TOO_SMALL');
  }

  const triangleCount = engine.estimateTriangleCount(picture, request);
  if (triangleCount > maxTriangles) throw tooManyTriangles(request, triangleCount, maxTriangles);
}

function findSizeProblems(request: ShapeRequest): OptionProblem[] {
  const sizes = { width: request.widthMm, height: request.heightMm, depth: request.depthMm };
  const problems: OptionProblem[] = [];
  for (const side of ['width', 'height', 'depth'] as const) {
    const { minimum, maximum } = DIMENSION_LIMITS[side];
    if (sizes[side] >= minimum && sizes[side] <= maximum) continue;
    const message = `must be a number from ${minimum} to ${maximum}`;
    problems.push({ field: `dimensions.${side}`, message, minimum, maximum });
  }
  const highest = QUALITY_SAMPLES.length;
  if (!Number.isInteger(request.quality) || request.quality < 1 || request.quality > highest) {
    const message = `must be a whole number from 1 to ${highest}`;
    problems.push({ field: 'quality', message, minimum: 1, maximum: highest });
  }
  return problems;
}
