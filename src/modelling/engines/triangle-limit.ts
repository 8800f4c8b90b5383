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
  return refuse(
    request,
    `would make ${triangleCount} triangles; at most ${maxTriangles} are allowed`,
    triangleCount,
    maxTriangles,
  );
}

/**
 * The refusal of a subject so full of specks and holes that their number alone tells that there would be too many.
 *
 * @param triangleCount there would be at least so many
 */
export function tooManyCurves(
  request: ShapeRequest,
  curveCount: number,
  triangleCount: number,
  maxTriangles: number,
): ModellingError {
  const what = `finds a subject of ${curveCount} parts and holes, which would make at least ${triangleCount} triangles`;
  return refuse(
    request,
    `${what}; at most ${maxTriangles} are allowed: a larger options.min_feature_mm takes the small ones away`,
    triangleCount,
    maxTriangles,
  );
}

function refuse(
  request: ShapeRequest,
  message: string,
  triangleCount: number,
  maxTriangles: number,
): ModellingError {
  const given = DECIDING_OPTIONS.find((name) => Object.hasOwn(request.options, name));
  const field = given === undefined ? 'quality' : `options.${given}`;
  return invalidOptions([{ field, message }], 'TRIANGLE_LIMIT_EXCEEDED', { triangleCount, maxTriangles });
}
