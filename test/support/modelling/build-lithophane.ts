import type { BuiltMesh, PictureSize, ShapeRequest } from '../../../src/modelling/engines/engine.js';
import { LITHOPHANE_ENGINE } from '../../../src/modelling/engines/lithophane/lithophane.engine.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';
import { checkPlan } from '../../../src/modelling/engines/plan-model.js';
import type { SampledPicture } from '../../../src/modelling/image/sampled-picture.js';
import { checkMesh, type MeshFacts } from '../../../src/modelling/mesh/check-mesh.js';
import type { Mesh } from '../../../src/modelling/mesh/mesh.js';

/** A checked lithophane of which no file was written. */
export interface ShapedLithophane extends BuiltMesh {
  mesh: Mesh;
  facts: MeshFacts;
}

export type LithophaneRequest = Partial<Omit<ShapeRequest, 'options'>> & {
  options?: Record<string, unknown>;
};

/** A request for 100 × 100 mm of which no depth was said, unless asked otherwise. */
export function askForLithophane(request: LithophaneRequest): ShapeRequest {
  return {
    engine: 'lithophane',
    widthMm: 100,
    heightMm: 100,
    depthMm: 20,
    isDepthGiven: request.depthMm !== undefined,
    quality: 10,
    ...request,
    options: resolveOptions('lithophane', request.options ?? {}),
  };
}

/** Samples that are painted one by one, 0 black … 1 white. */
export function paintSamples(
  columns: number,
  rows: number,
  brightness: (column: number, row: number) => number,
): SampledPicture {
  const luminance = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      luminance[row * columns + column] = brightness(column, row);
    }
  }
  return { columns, rows, luminance, alpha: null };
}

/** Plans, builds and checks a lithophane of samples, one to a pixel of the picture. */
export async function shapeLithophane(
  samples: SampledPicture,
  request: LithophaneRequest = {},
): Promise<ShapedLithophane> {
  const complete = askForLithophane(request);
  const size: PictureSize = { widthPx: samples.columns, heightPx: samples.rows };
  checkPlan(size, complete, 10_000_000);
  const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
  const built = await LITHOPHANE_ENGINE.build(size, samples, complete, hooks);
  const { welded, facts } = checkMesh(built.mesh);
  return { ...built, mesh: welded, facts };
}
