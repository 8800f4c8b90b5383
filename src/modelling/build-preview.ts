import type { BuiltModel, PictureSize, ShapeRequest } from './engines/engine.js';
import { ENGINES } from './engines/engines.js';
import { listLighterRequests } from './engines/list-lighter-requests.js';
import { reduceSamples } from './image/reduce-samples.js';
import type { SampledPicture } from './image/sampled-picture.js';
import { meshBox } from './mesh/mesh-box.js';
import { checkMesh } from './mesh/check-mesh.js';
import { sourceOf, type MeshSource } from './mesh/mesh-source.js';
import { ModellingError } from './modelling.errors.js';

/** What a browser on a telephone loads and turns without effort. */
const MOST_TRIANGLES = 100_000;

/** The model that is to be shown, what it was made of, and how its lighter mesh gets its colours. */
export interface PreviewRequest {
  picture: PictureSize;
  samples: SampledPicture;
  request: ShapeRequest;
  full: MeshSource;
  built: BuiltModel;
  paint: (mesh: MeshSource, built: BuiltModel) => MeshSource;
}

/**
 * A lighter mesh of the same model for showing it: the same engine on fewer samples, held against the same
 * contract. Small models are their own preview; of one that no lighter request shows, the preview is its outer box.
 */
export async function buildPreview(given: PreviewRequest): Promise<MeshSource> {
  const { full, picture, samples, request, built } = given;
  if (full.triangleCount <= MOST_TRIANGLES) return full;
  const engine = ENGINES[request.engine];
  const { subject } = built;
  const [shown, requests] =
    subject === undefined
      ? [samples, [engine.coarsen(picture, request, MOST_TRIANGLES)]]
      : [
          { ...samples, alpha: subject },
          listLighterRequests(request, samples, full.triangleCount / MOST_TRIANGLES),
        ];
  for (const lighter of requests) {
    try {
      const preview = await buildFrom(given, shown, lighter);
      if (preview.triangleCount <= MOST_TRIANGLES) return preview;
    } catch (error) {
      // Still too many triangles, or a ring that nothing holds, or not a sample that is covered enough.
      if (!(error instanceof ModellingError)) throw error;
    }
  }
  return sourceOf(checkMesh(meshBox(full.box)).welded);
}

async function buildFrom(
  { picture, paint }: PreviewRequest,
  samples: SampledPicture,
  request: ShapeRequest,
): Promise<MeshSource> {
  const engine = ENGINES[request.engine];
  const fewer = reduceSamples(samples, engine.chooseGrid(picture, request));
  const built = await engine.build(picture, fewer, request, {
    onMeshing: () => Promise.resolve(),
    onProgress: () => undefined,
    maxTriangles: MOST_TRIANGLES,
  });
  return paint(sourceOf(checkMesh(built.mesh).welded), built);
}
