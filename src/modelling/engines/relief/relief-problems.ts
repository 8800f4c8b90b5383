import type { OptionProblem } from '../../modelling.errors.js';
import type { PictureSize, ShapeRequest } from '../engine.js';
import { readReliefOptions } from './relief-options.js';

/** The narrowest border that a printer can lay; also what keeps its flank inside it. */
const LEAST_BORDER_MM = 0.2;

/** A quarter circle leaves 1 − 1/√2 of its radius free at the corner; a little more keeps clear of the picture. */
const BORDER_PER_RADIUS = 0.3;

/** What in a relief's request cannot be built together. */
export function findReliefProblems(_picture: PictureSize, request: ShapeRequest): OptionProblem[] {
  const settings = readReliefOptions(request.options, request.depthMm);
  const { baseMm, borderMm, cornerRadiusMm, toleranceMm, targetTriangles } = settings;
  const problems: OptionProblem[] = [];
  if (baseMm >= request.depthMm) {
    problems.push({
      field: 'options.base_mm',
      message: `must be less than the depth of ${request.depthMm} mm`,
      maximum: request.depthMm,
    });
  }
  if (borderMm > 0 && borderMm < LEAST_BORDER_MM) {
    problems.push({
      field: 'options.border_mm',
      message: `must be 0 or at least ${LEAST_BORDER_MM} mm`,
      minimum: LEAST_BORDER_MM,
    });
  }
  const widestMm = Math.min(request.widthMm, request.heightMm) / 2;
  if (borderMm >= widestMm) {
    problems.push({
      field: 'options.border_mm',
      message: `must be less than ${widestMm} mm, half of the shorter side`,
      maximum: widestMm,
    });
  }
  const roundestMm = Math.min(borderMm / BORDER_PER_RADIUS, 0.99 * widestMm);
  if (cornerRadiusMm > roundestMm) {
    problems.push({
      field: 'options.corner_radius_mm',
      message: `must be at most ${roundestMm} mm with a border of ${borderMm} mm`,
      maximum: roundestMm,
    });
  }
  if (toleranceMm !== undefined && targetTriangles !== undefined) {
    const message = 'cannot be given together with options.tolerance_mm, of which it is the other way round';
    problems.push({ field: 'options.target_triangles', message });
  }
  return problems;
}
