import { ENGINES } from '../../../src/modelling/engines/engines.js';
import type { BuiltMesh, ShapeRequest } from '../../../src/modelling/engines/engine.js';
import type { OptionValue } from '../../../src/modelling/engines/option-table.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';
import { checkMesh } from '../../../src/modelling/mesh/check-mesh.js';
import type { Mesh } from '../../../src/modelling/mesh/mesh.js';

/** A subject to extrude or inflate, the share that each sample has of it, and what to leave from the defaults. */
export interface OutlineTrial {
  engine: 'extrusion' | 'inflation';
  columns: number;
  rows: number;
  shareAt: (x: number, y: number) => number;
  luminanceAt?: (x: number, y: number) => number;
  size?: Partial<Pick<ShapeRequest, 'widthMm' | 'heightMm' | 'depthMm'>>;
  options?: Readonly<Record<string, OptionValue>>;
}

/** Builds it from its samples alone, and holds it against the contract; the mesh is the welded one. */
export async function buildOutline(trial: OutlineTrial): Promise<BuiltMesh & { mesh: Mesh }> {
  const { engine, columns, rows, shareAt, luminanceAt = () => 0.5, size, options } = trial;
  const draw = (at: (x: number, y: number) => number): Float32Array =>
    Float32Array.from({ length: columns * rows }, (_, sample) =>
      at(sample % columns, Math.floor(sample / columns)),
    );
  const picture = { columns, rows, alpha: draw(shareAt), luminance: draw(luminanceAt) };
  const request: ShapeRequest = {
    engine,
    ...{ widthMm: 60, heightMm: 60, depthMm: 10, ...size },
    quality: 10,
    options: resolveOptions(engine, { source: 'alpha', min_feature_mm: 0, ...options }),
  };
  const built = await ENGINES[engine].build({ widthPx: columns, heightPx: rows }, picture, request, {
    onMeshing: () => Promise.resolve(),
    onProgress: () => undefined,
  });
  return { ...built, mesh: checkMesh(built.mesh).welded };
}
