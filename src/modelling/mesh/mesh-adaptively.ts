import { countSurfaceTriangles, extractSurface } from './extract-surface.js';
import { findHighest } from './find-highest.js';
import { findSplits } from './find-splits.js';
import type { ErrorLimit, HeightField } from './height-field.js';
import { meetTriangleTarget } from './meet-triangle-target.js';
import { simplifySurface } from './simplify-surface.js';
import { planSplitLattice } from './split-lattice.js';
import type { TriangleSurface } from './triangle-surface.js';

/** The finest tolerance worth a search, as a share of the highest sample; that itself is the coarsest. */
const FINEST_SHARE = 1e-6;

export interface AdaptiveOptions {
  limit: ErrorLimit;
  /** Seeks the tolerance for so many triangles, instead of the limit's. */
  targetTriangles?: number;
  /** Takes out every further triangle that the tolerance allows, which takes several times as long. */
  fewest?: boolean;
  /** Samples that become vertices in any case. */
  kept?: readonly number[];
  /** Room to leave in the buffer behind the surface's triangles, for what is joined to it. */
  spareTriangles?: number;
  /** Told how many triangles there will be, before any is made; throws to refuse them. */
  onCount?: (triangleCount: number) => void;
  onProgress?: (fraction: number) => void;
}

/** Which tolerance a surface keeps at every sample. */
export interface BoundedSurface extends TriangleSurface {
  toleranceMm: number;
}

/**
 * Triangulates a height field with triangles where the heights need them: at every sample the surface is
 * within the tolerance. The highest sample is always a vertex, so that the outer size is exact.
 */
export function meshAdaptively(field: HeightField, options: AdaptiveOptions): BoundedSurface {
  const lattice = planSplitLattice(field.columns, field.rows);
  const highest = findHighest(field.heights);
  const highestMm = Math.max(field.heights[highest]!, 1e-3);
  const kept = [...(options.kept ?? []), ...(isCornerOf(field, highest) ? [] : [highest])];
  const { limit, targetTriangles, onCount, onProgress } = options;
  const split = (toleranceMm: number, onSplit?: (fraction: number) => void) => {
    const marks = findSplits(field, lattice, { ...limit, toleranceMm }, kept, onSplit);
    return { result: marks, count: countSurfaceTriangles(lattice, marks) };
  };
  const { toleranceMm, count, result } =
    targetTriangles === undefined
      ? { toleranceMm: limit.toleranceMm, ...split(limit.toleranceMm, onProgress) }
      : meetTriangleTarget(targetTriangles, FINEST_SHARE * highestMm, highestMm, split);
  onCount?.(count);
  const surface = extractSurface(lattice, result, count, options.spareTriangles);
  if (options.fewest !== true) return { ...surface, toleranceMm };
  return { ...simplifySurface(surface, field, { ...limit, toleranceMm }, kept, onProgress), toleranceMm };
}

/** Corners are vertices anyway. */
function isCornerOf({ columns, rows }: HeightField, sample: number): boolean {
  return [0, columns - 1, (rows - 1) * columns, rows * columns - 1].includes(sample);
}
