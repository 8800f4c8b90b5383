import { closeSurface } from '../../mesh/close-surface.js';
import type { HeightGrid } from '../../mesh/height-grid.js';
import { listRim } from '../../mesh/list-rim.js';
import { meshAdaptively } from '../../mesh/mesh-adaptively.js';
import { meshHeightGrid } from '../../mesh/mesh-height-grid.js';
import type { Mesh } from '../../mesh/mesh.js';
import { placeSurface } from '../../mesh/place-surface.js';
import { surroundSurface } from '../../mesh/surround-surface.js';
import type { TriangleSurface } from '../../mesh/triangle-surface.js';
import { triangulateLattice } from '../../mesh/triangulate-lattice.js';
import type { EngineHooks, ReportDetails, ShapeRequest } from '../engine.js';
import { tooManyTriangles } from '../triangle-limit.js';
import type { ReliefFrame } from './relief-frame.js';
import { addBorderLines, findBorder } from './relief-grid.js';
import { readReliefOptions } from './relief-options.js';
import { defaultToleranceMm, limitError } from './relief-tolerance.js';
import type { Warning } from '../../warnings.js';

/** A grid is exact at every sample; an adaptive mesh is within its tolerance, rounding included. */
export const GRID_DETAILS: ReportDetails = { mesh: 'grid', max_error_mm: 0 };

/** Triangles that walls, base and border need at the least. */
const LEAST_REST = 10;

/** The solid over laid-out samples, in the way that `mesh` asks for, and what the report says of it. */
export function meshRelief(
  samples: HeightGrid,
  frame: ReliefFrame,
  request: ShapeRequest,
  hooks: EngineHooks,
): { mesh: Mesh; details: ReportDetails; warnings: Warning[] } {
  const settings = readReliefOptions(request.options, request.depthMm);
  if (settings.mesh === 'grid' && settings.cornerRadiusMm === 0) {
    const grid = addBorderLines(samples, frame, request.depthMm);
    return { mesh: meshHeightGrid(grid, hooks.onProgress), details: GRID_DETAILS, warnings: [] };
  }
  const { targetTriangles, cornerRadiusMm } = settings;
  if (settings.mesh === 'grid') {
    const mesh = closeRelief(triangulateLattice(samples), samples, frame, request.depthMm, cornerRadiusMm);
    return { mesh, details: GRID_DETAILS, warnings: [] };
  }
  const heightMm = request.depthMm - settings.baseMm;
  const surface = meshAdaptively(
    { columns: samples.xs.length, rows: samples.ys.length, heights: samples.heights },
    {
      limit: limitError(frame, settings.toleranceMm ?? defaultToleranceMm(request.quality, heightMm)),
      ...(targetTriangles !== undefined && {
        targetTriangles: targetTriangles - countRest(samples, frame),
      }),
      fewest: settings.mesh === 'fewest_triangles',
      spareTriangles: countRest(samples, frame),
      onCount: (count) => {
        const triangleCount = count + LEAST_REST;
        const most = hooks.maxTriangles ?? Infinity;
        if (triangleCount > most) throw tooManyTriangles(request, triangleCount, most);
      },
      onProgress: hooks.onProgress,
    },
  );
  hooks.signal?.throwIfAborted();
  const mesh = closeRelief(surface, samples, frame, request.depthMm, cornerRadiusMm);
  const { toleranceMm } = surface;
  return {
    mesh,
    details: { mesh: settings.mesh, tolerance_mm: toleranceMm, max_error_mm: toleranceMm },
    warnings: warnOfTarget(targetTriangles, mesh.indices.length / 3),
  };
}

function warnOfTarget(target: number | undefined, count: number): Warning[] {
  if (target === undefined || count <= target) return [];
  return [`The model has ${count} triangles: its size and border need more than the ${target} asked for.`];
}

/** At most so many triangles come to the surface's own: one to an edge of the wall, three to one of the border. */
function countRest(samples: HeightGrid, frame: ReliefFrame): number {
  const edges = 2 * (samples.xs.length + samples.ys.length);
  return LEAST_REST + (frame.borderMm > 0 ? 3 * edges : edges);
}

function closeRelief(
  surface: TriangleSurface,
  samples: HeightGrid,
  frame: ReliefFrame,
  depthMm: number,
  cornerRadiusMm: number,
): Mesh {
  const rim = listRim(surface.samples, samples.xs.length, samples.ys.length);
  const placed = placeSurface(surface, samples, countRest(samples, frame));
  if (frame.borderMm === 0) return closeSurface(placed, rim);
  const { foot, outer } = findBorder(frame);
  const surrounded = surroundSurface(placed, rim, foot, outer, depthMm, cornerRadiusMm);
  return closeSurface(surrounded.surface, surrounded.sides);
}
