import { invalidOptions, type ModellingError } from '../modelling.errors.js';
import type { ShapeRequest } from './engine.js';

/** What decides how many triangles there are, the most telling first. */
const DECIDING_OPTIONS = ['target_triangles', 'tolerance_mm', 'resolution'] as const;

/** The refusal of a request that would make more triangles than are allowed, naming the field that decides. */
export function tooManyTriangles(
  request: ShapeRequest,
  triangleCount: number,
  maxTriangles: number,
): ModellingError {
  const given = DECIDING_OPTIONS.find((name) => Object.hasOwn(request.options, name));
  const field = given === undefined ? 'quality' : `options.${given}`;
  const message = `would make ${triangleCount} triangles; at most ${maxTriangles} are allowed`;
  return invalidOptions([{ field, message }], 'TRIANGLE_LIMIT_EXCEEDED', { triangleCount, maxTriangles });
}
