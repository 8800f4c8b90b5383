import type { BuiltMesh, PictureSize, ShapeRequest } from './engines/engine.js';
import { ENGINES } from './engines/engines.js';
import { reduceSamples } from './image/reduce-samples.js';
import type { SampledPicture } from './image/sampled-picture.js';
import { checkMesh } from './mesh/check-mesh.js';
import { sourceOf, type MeshSource } from './mesh/mesh-source.js';
import { ModellingError } from './modelling.errors.js';

/** What a browser on a telephone loads and turns without effort. */
const MOST_TRIANGLES = 100_000;

/**
 * A lighter mesh of the same model for showing it: the same engine on fewer samples, held against the same
 * contract and given its own colours. Small models are their own preview, and so are those of which nothing is
 * left on fewer samples.
 *
 * @param paint colours a preview that is not the model itself
 */
export async function buildPreview(
  picture: PictureSize,
  samples: SampledPicture,
  request: ShapeRequest,
  full: MeshSource,
  paint: (mesh: MeshSource, built: BuiltMesh) => MeshSource,
): Promise<MeshSource> {
  if (full.triangleCount <= MOST_TRIANGLES) return full;
  const engine = ENGINES[request.engine];
  const coarse = engine.coarsen(picture, request, MOST_TRIANGLES);
  if (coarse === request) return full;
  const fewer = reduceSamples(samples, engine.chooseGrid(picture, coarse));
  try {
    const built = await engine.build(picture, fewer, coarse, {
      onMeshing: () => Promise.resolve(),
      onProgress: () => undefined,
    });
    return paint(sourceOf(checkMesh(built.mesh).welded), built);
  } catch (error) {
    // A subject as thin as a hair may be none on fewer samples: no reason to have no model of it.
    if (error instanceof ModellingError) return full;
    throw error;
  }
}
