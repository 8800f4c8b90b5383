import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { buildModel, type ModelReport } from '../../../src/modelling/build-model.js';
import type { EngineName } from '../../../src/modelling/engines/engine-names.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';
import { writeDurably } from '../../../src/modelling/formats/byte-sink.js';
import { FORMAT_NAMES } from '../../../src/modelling/formats/format-names.js';
import { readStoredModel } from '../../../src/modelling/formats/read-stored-model.js';
import { write3mf } from '../../../src/modelling/formats/write-3mf.js';

export interface Request {
  readonly engine: EngineName;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly box?: readonly [width: number, height: number, depth: number];
  readonly quality?: number;
}

/** A model in every format, in a directory of its own. */
export interface BuiltSubject {
  readonly directory: string;
  readonly report: ModelReport;
  /** Whether it stands: GLB turns it from Z up to Y up. */
  readonly isUpright: boolean;
}

/** The model in 3MF without its thumbnail. */
export const BARE_3MF = 'bare.3mf';

/** Makes a model of a picture with all its files. */
export async function buildSubject(
  picturePath: string,
  directory: string,
  { engine, options = {}, box, quality = 7 }: Request,
): Promise<BuiltSubject> {
  await mkdir(directory);
  const [widthMm, heightMm, depthMm] = box ?? [100, 100, 20];
  const { report } = await buildModel(
    {
      engine,
      widthMm,
      heightMm,
      depthMm,
      isDepthGiven: box !== undefined,
      quality,
      options: resolveOptions(engine, options),
      formats: [...FORMAT_NAMES],
      maxTriangles: 10_000_000,
      picturePath,
      outputDir: directory,
    },
    { onStage: () => Promise.resolve(), onProgress: () => undefined },
  );
  const { mesh } = readStoredModel(join(directory, 'mesh.bin'));
  await writeDurably(join(directory, BARE_3MF), (sink) => write3mf(mesh, sink, null));
  return { directory, report, isUpright: mesh.isUpright === true };
}
