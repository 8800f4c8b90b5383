import { ENGINE_NAMES, ENGINES } from '../../../src/modelling/engines/engines.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';
import { checkPlan, type ShapeRequest } from '../../../src/modelling/engines/plan-model.js';
import type { DecodedPicture } from '../../../src/modelling/image/decode-picture.js';
import { resamplePicture } from '../../../src/modelling/image/resample-picture.js';
import { checkMesh } from '../../../src/modelling/mesh/check-mesh.js';
import type { Mesh } from '../../../src/modelling/mesh/mesh.js';
import { splitNormals } from '../../../src/modelling/mesh/split-normals.js';
import { ModellingError, type OptionProblem } from '../../../src/modelling/modelling.errors.js';
import type { Surface, SurfaceAnswer, SurfacePicture, SurfaceRequest } from './surface.types.js';

/** Enough for the eye, and made within a few frames. */
const MOST_TRIANGLES = 40_000;

/**
 * Makes a coarse model by the very engine that the server runs, held against the same contract: what is refused
 * here the server would refuse, and what is shown is what it would make, on fewer samples.
 */
export async function shapeSurface(
  { widthPx, heightPx }: SurfacePicture,
  decoded: DecodedPicture,
  request: SurfaceRequest,
): Promise<SurfaceAnswer> {
  const name = ENGINE_NAMES.find((known) => known === request.engine);
  if (name === undefined) return { kind: 'unavailable' };
  const engine = ENGINES[name];
  const size = { widthPx, heightPx };
  try {
    const options = resolveOptions(name, { ...request.options });
    const full: ShapeRequest = { ...request, engine: name, options };
    checkPlan(size, full, request.maxTriangles);
    const coarse = engine.coarsen(size, full, MOST_TRIANGLES);
    const samples = resamplePicture(decoded, engine.chooseGrid(size, coarse), engine.usesColour);
    const { mesh, warnings } = await engine.build(size, samples, coarse, {
      onMeshing: () => Promise.resolve(),
      onProgress: () => undefined,
      maxTriangles: request.maxTriangles,
    });
    const { welded, facts } = checkMesh(mesh);
    const surface = { engine: name, ...drawable(welded), facts };
    return { kind: 'surface', surface, warnings };
  } catch (error) {
    if (!(error instanceof ModellingError)) throw error;
    const problems = error.details['problems'] as readonly OptionProblem[] | undefined;
    if (problems) return { kind: 'refused', problems };
    return { kind: 'failed', failure: { code: error.code, message: error.message } };
  }
}

/** A mesh with a normal to each vertex; those at creases come once for each side. */
function drawable(mesh: Mesh): Pick<Surface, 'positions' | 'normals' | 'indices'> {
  const { addedAt, addedNormals, indices, normals } = splitNormals(mesh);
  const positions = new Float32Array(mesh.positions.length + 3 * addedAt.length);
  positions.set(mesh.positions);
  addedAt.forEach((vertex, number) => {
    positions.set(mesh.positions.subarray(3 * vertex, 3 * vertex + 3), mesh.positions.length + 3 * number);
  });
  const allNormals = new Float32Array(positions.length);
  allNormals.set(normals);
  allNormals.set(addedNormals, normals.length);
  return { positions, normals: allNormals, indices: Uint32Array.from(indices) };
}
