import type { PictureSize, ShapeRequest } from './engines/engine.js';
import { ENGINES } from './engines/engines.js';
import { reduceSamples } from './image/reduce-samples.js';
import type { SampledPicture } from './image/sampled-picture.js';
import { checkMesh } from './mesh/check-mesh.js';
import type { Mesh } from './mesh/mesh.js';
import { collectMesh, type MeshSource } from './mesh/mesh-source.js';

/** What a browser on a telephone loads and turns without effort. */
const MOST_TRIANGLES = 100_000;

/**
 * A lighter mesh of the same model for showing it: the same engine on fewer samples, held against the same
 * contract. Small models are their own preview.
 */
export async function buildPreview(
  picture: PictureSize,
  samples: SampledPicture,
  request: ShapeRequest,
  full: MeshSource,
): Promise<Mesh> {
  if (full.triangleCount <= MOST_TRIANGLES) return collectMesh(full);
  const engine = ENGINES[request.engine];
  const coarse = engine.coarsen(picture, request, MOST_TRIANGLES);
  if (coarse === request) return collectMesh(full);
  const fewer = reduceSamples(samples, engine.chooseGrid(picture, coarse));
  const { mesh } = await engine.build(picture, fewer, coarse, {
    onMeshing: () => Promise.resolve(),
    onProgress: () => undefined,
  });
  return checkMesh(mesh).welded;
}
