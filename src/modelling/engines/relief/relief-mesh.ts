import { closeSurface } from '../../mesh/close-surface.js';
import type { HeightGrid } from '../../mesh/height-grid.js';
import { meshAdaptively } from '../../mesh/mesh-adaptively.js';
import { meshHeightGrid } from '../../mesh/mesh-height-grid.js';
import type { Mesh } from '../../mesh/mesh.js';
import { placeSurface } from '../../mesh/place-surface.js';
import { surroundSurface } from '../../mesh/surround-surface.js';
import { triangulateLattice } from '../../mesh/triangulate-lattice.js';
import { traceRim, type Rectangle } from '../../mesh/trace-rim.js';
import type { EngineHooks, ReportDetails, ShapeRequest } from '../engine.js';
import { tooManyTriangles } from '../triangle-limit.js';
import type { ReliefFrame } from './relief-frame.js';
import { addBorderLines, findBorder } from './relief-grid.js';
import { readReliefOptions } from './relief-options.js';
import { defaultToleranceMm, limitError } from './relief-tolerance.js';

/** Triangles that walls, base and border need at the least. */
const LEAST_REST = 10;

/** The solid over laid-out samples, in the way that `mesh` asks for, and what the report says of it. */
export function meshRelief(
  samples: HeightGrid,
  frame: ReliefFrame,
  request: ShapeRequest,
  hooks: EngineHooks,
): { mesh: Mesh; details: ReportDetails; warnings: string[] } {
  const settings = readReliefOptions(request.options, request.depthMm);
  if (settings.mesh === 'grid' && settings.cornerRadiusMm === 0) {
    const grid = addBorderLines(samples, frame, request.depthMm);
    return { mesh: meshHeightGrid(grid, hooks.onProgress), details: { mesh: 'grid' }, warnings: [] };
  }
  const { targetTriangles, cornerRadiusMm } = settings;
  if (settings.mesh === 'grid') {
    const surface = placeSurface(triangulateLattice(samples), samples);
    const mesh = closeRelief(surface, samples, frame, request.depthMm, cornerRadiusMm);
    return { mesh, details: { mesh: 'grid' }, warnings: [] };
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
      onCount: (count) => {
        const triangleCount = count + LEAST_REST;
        const most = hooks.maxTriangles ?? Infinity;
        if (triangleCount > most) throw tooManyTriangles(request, triangleCount, most);
      },
      onProgress: hooks.onProgress,
    },
  );
  hooks.signal?.throwIfAborted();
  return {
    mesh: closeRelief(placeSurface(surface, samples), samples, frame, request.depthMm, cornerRadiusMm),
    details: { mesh: settings.mesh, tolerance_mm: surface.toleranceMm },
    warnings: [],
  };
}

/** At most so many triangles come to the surface's own: one to an edge of the wall, three to one of the border. */
function countRest(samples: HeightGrid, frame: ReliefFrame): number {
  const edges = 2 * (samples.xs.length + samples.ys.length);
  return LEAST_REST + (frame.borderMm > 0 ? 3 * edges : edges);
}

function closeRelief(
  surface: Mesh,
  samples: HeightGrid,
  frame: ReliefFrame,
  depthMm: number,
  cornerRadiusMm: number,
): Mesh {
  const inner: Rectangle = {
    left: samples.xs[0]!,
    right: samples.xs.at(-1)!,
    low: samples.ys.at(-1)!,
    high: samples.ys[0]!,
  };
  if (frame.borderMm === 0) return closeSurface(surface, traceRim(surface, inner));
  const { foot, outer } = findBorder(frame);
  const rim = traceRim(surface, inner);
  const surrounded = surroundSurface(surface, rim, foot, outer, depthMm, cornerRadiusMm);
  return closeSurface(surrounded.surface, traceRim(surrounded.surface, outer, surrounded.roundVertices));
}
