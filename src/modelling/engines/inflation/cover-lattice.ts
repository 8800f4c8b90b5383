import { meshAdaptively } from '../../mesh/mesh-adaptively.js';
import type { NodeGrid } from '../../outline/cross-grid.js';
import type { Lattice } from '../../outline/outline-lattice.js';

/** Triangles over some of a grid's nodes. */
export interface LatticeCover {
  nodes: Uint32Array;
  /** Counter-clockwise from above; corners as numbers into `nodes`. */
  triangles: Uint32Array;
}

/** How a lattice is to be covered. */
export interface CoverOptions {
  /** How far the cover may be off the heights, at any node. */
  toleranceMm: number;
  /** Told how many triangles there will be at most, before any is made; throws to refuse them. */
  onCount: (triangleCount: number) => void;
}

/**
 * Covers the cells of a lattice with triangles as large as the heights over its nodes allow. All nodes of its
 * borders are kept, so that each triangle lies either within the cells or outside and every step along a border
 * is an edge.
 *
 * @param heights over the grid's nodes, in millimetres
 */
export function coverLattice(
  { isCell, borders }: Lattice,
  { columns, rows }: NodeGrid,
  heights: Float32Array,
  { toleranceMm, onCount }: CoverOptions,
): LatticeCover {
  if (borders.length === 0) {
    onCount(0);
    return { nodes: new Uint32Array(0), triangles: new Uint32Array(0) };
  }
  const { samples, indices } = meshAdaptively(
    { columns, rows, heights },
    {
      limit: { toleranceMm, slackPerRise: 0 },
      kept: borders.flatMap((border) => Array.from(border)),
      onCount,
    },
  );
  const numbers = new Uint32Array(samples.length);
  const nodes = new Uint32Array(samples.length);
  const triangles = new Uint32Array(indices.length);
  let [nodeCount, next] = [0, 0];
  const numberOf = (vertex: number): number => {
    if (numbers[vertex] === 0) {
      nodes[nodeCount++] = samples[vertex]!;
      numbers[vertex] = nodeCount;
    }
    return numbers[vertex]! - 1;
  };
  for (let corner = 0; corner < indices.length; corner += 3) {
    const [a, b, c] = [indices[corner]!, indices[corner + 1]!, indices[corner + 2]!];
    if (isCell[middleCell(samples[a]!, samples[b]!, samples[c]!, columns)] === 0) continue;
    // A picture's rows run downwards, a grid's upwards: that turns triangles over.
    triangles[next++] = numberOf(a);
    triangles[next++] = numberOf(c);
    triangles[next++] = numberOf(b);
  }
  return { nodes: nodes.slice(0, nodeCount), triangles: triangles.slice(0, next) };
}

/** The cell that a triangle's centre of gravity lies in, or on whose edge. */
function middleCell(a: number, b: number, c: number, columns: number): number {
  const rows = Math.floor(a / columns) + Math.floor(b / columns) + Math.floor(c / columns);
  const steps = a + b + c - rows * columns;
  return Math.floor(rows / 3) * columns + Math.floor(steps / 3);
}
