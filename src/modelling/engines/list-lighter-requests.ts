import type { SampleGrid } from '../image/sampled-picture.js';
import type { ShapeRequest } from './engine.js';

/** How much coarser each request is than the one before. */
const STEP = 0.7;

/** With fewer samples on its longest side a subject is hardly told from another. */
const FEWEST_SAMPLES = 48;

/** How much of a sample a subject has to cover that is too thin to cover half of any. */
const THIN_SHARES = [0.2, 0.05, 0] as const;

/**
 * Requests for lighter meshes of a subject that has been found, the likeliest first: the finest one whose mesh is
 * light enough is to be taken. The subject is expected as the opacity of the samples, so that it is the same again.
 *
 * @param excess how many times too many triangles the mesh on `grid` has
 */
export function listLighterRequests(request: ShapeRequest, grid: SampleGrid, excess: number): ShapeRequest[] {
  const at = (resolution: number, threshold: number): ShapeRequest => ({
    ...request,
    // Specks are gone already; what is left of the subject should all show.
    options: {
      ...request.options,
      source: 'alpha',
      invert: false,
      threshold,
      min_feature_mm: 0,
      resolution: Math.round(resolution),
    },
  });
  const requests: ShapeRequest[] = [];
  // Triangles grow with the square of the resolution at the most.
  let resolution = (Math.max(grid.columns, grid.rows) * 0.95) / Math.sqrt(excess);
  for (; resolution > FEWEST_SAMPLES; resolution *= STEP) requests.push(at(resolution, 0.5));
  requests.push(...THIN_SHARES.map((share) => at(FEWEST_SAMPLES, share)));
  const { ring, base } = request.options;
  const hasMore = (ring !== undefined && ring !== 'none') || (base !== undefined && base !== 'none');
  if (!hasMore) return requests;
  // Coarse subjects may not hold a ring, or stand on a plate: without, most of the model still shows.
  const plain = { ...at(FEWEST_SAMPLES, THIN_SHARES[0]) };
  plain.options = { ...plain.options, ring: 'none', base: 'none' };
  return [...requests, plain];
}
