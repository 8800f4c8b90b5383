import { join } from 'node:path';

import { wantsColor } from './engines/color-option.js';
import type {
  BuiltMesh,
  BuiltModel,
  BuiltStream,
  EngineHooks,
  PictureSize,
  ReportDetails,
} from './engines/engine.js';
import { ENGINES } from './engines/engines.js';
import { checkPlan, type ShapeRequest } from './engines/plan-model.js';
import { buildPreview } from './build-preview.js';
import { writeDurably } from './formats/byte-sink.js';
import { MODEL_FORMATS, type FormatName } from './formats/model-formats.js';
import { MESH_FILE_NAME } from './formats/stored-model.js';
import { decodePicture } from './image/decode-picture.js';
import { resamplePicture } from './image/resample-picture.js';
import type { SampledPicture } from './image/sampled-picture.js';
import { inspectPrepared, requireSound, type MeshFacts, type MeshFindings } from './mesh/check-mesh.js';
import { sourceOf, type MeshSource } from './mesh/mesh-source.js';
import { measureHeightGrid } from './mesh/measure-height-grid.js';
import { prepareMesh, type PreparedMesh } from './mesh/prepare-mesh.js';
import { streamHeightGrid } from './mesh/stream-height-grid.js';
import { listModelFiles, type FilesBeside } from './list-model-files.js';
import { paintMesh } from './paint-mesh.js';
import type { ModelStage } from './stages.js';
import { syncDirectory } from './sync-directory.js';
import { type Warning, WARNINGS } from './warnings.js';

/** What to build, from which picture, and where to. */
export interface ModelRequest extends ShapeRequest {
  /** A picture as the intake wrote it. */
  picturePath: string;
  /** An empty directory. */
  outputDir: string;
  formats: FormatName[];
  maxTriangles: number;
  /** What to write beside the model: everything by default; `nothing` saves its time too. */
  beside?: FilesBeside;
}

/** What is known of a model, measured on the mesh as it was written. */
export interface ModelReport extends MeshFacts {
  watertight: boolean;
  manifold: boolean;
  warnings: Warning[];
  /** What the engine measured or had to adapt. */
  details: ReportDetails;
}

export interface ModelOutcome {
  artifacts: { name: string; sizeBytes: number }[];
  report: ModelReport;
}

export interface ModelHooks {
  /** Awaited before a stage begins. */
  onStage: (stage: ModelStage) => Promise<void>;
  /** Share (0…1) of a stage that is done. */
  onProgress: (stage: ModelStage, fraction: number) => void;
  signal?: AbortSignal;
  /**
   * Inspects the mesh while the files are being written, as another thread can; without it, that is done before.
   * Either way the model is there only if the mesh is sound, and its files and facts are the same.
   */
  inspectBeside?: (prepared: PreparedMesh) => Promise<MeshFindings>;
}

/**
 * Makes a model of a picture: samples it, lets the engine shape and mesh it, checks the mesh and writes the
 * files, each of them durable when this resolves.
 *
 * @throws ModellingError with the reason; nothing written may be used then
 */
export async function buildModel(request: ModelRequest, hooks: ModelHooks): Promise<ModelOutcome> {
  const engine = ENGINES[request.engine];
  const enter = async (stage: ModelStage): Promise<void> => {
    hooks.signal?.throwIfAborted();
    await hooks.onStage(stage);
    hooks.signal?.throwIfAborted();
  };

  await enter('decoding');
  const { picture, samples } = await takeSamples(request, hooks);

  await enter('shaping');
  let stage: ModelStage = 'shaping';
  const engineHooks: EngineHooks = {
    onMeshing: async () => {
      stage = 'meshing';
      await enter(stage);
    },
    onProgress: (fraction) => {
      hooks.onProgress(stage, fraction);
    },
    maxTriangles: request.maxTriangles,
    ...(hooks.signal && { signal: hooks.signal }),
  };
  const built =
    (await engine.stream?.(picture, samples, request, engineHooks)) ??
    (await engine.build(picture, samples, request, engineHooks));

  await enter('checking');
  const { source: plain, facts } = checkBuilt(built, hooks);

  await enter('writing');
  const paint = (mesh: MeshSource, { pictureBox: box, isUpright }: BuiltModel): MeshSource => {
    if (isUpright) return { ...mesh, isUpright };
    const { rgb } = samples;
    if (!wantsColor(request.options) || !rgb || !box) return mesh;
    return paintMesh(mesh, {
      samples: { ...samples, rgb },
      box,
      isMirrored: request.options['mirror'] === true,
    });
  };
  const source = paint(plain, built);
  const { formats, beside = 'everything' } = request;
  const files = listModelFiles(built, source, formats, beside, () =>
    buildPreview({ picture, samples, request, full: source, built, paint }),
  );
  const artifacts: ModelOutcome['artifacts'] = [];
  for (const [index, { name, write, typicalBytes }] of files.entries()) {
    hooks.signal?.throwIfAborted();
    const onBytes = (sizeBytes: number): void => {
      const share = typicalBytes === undefined ? 0 : Math.min(1, sizeBytes / typicalBytes);
      hooks.onProgress('writing', (index + share) / files.length);
    };
    const sizeBytes = await writeDurably(join(request.outputDir, name), write, {
      onBytes,
      ...(hooks.signal && { signal: hooks.signal }),
    });
    if (name !== MESH_FILE_NAME) artifacts.push({ name, sizeBytes });
    hooks.onProgress('writing', (index + 1) / files.length);
  }
  syncDirectory(request.outputDir);
  const foundFacts = await facts;
  const details = { ...built.details, ...('grid' in built && { check: 'structural' }) };
  return {
    artifacts,
    report: {
      watertight: true,
      manifold: true,
      ...foundFacts,
      warnings: [...built.warnings, ...findColorWarnings(request, built)],
      details,
    },
  };
}

/** The samples that the engine wants. The pixels are let go, which may take as much memory. */
async function takeSamples(
  request: ModelRequest,
  hooks: ModelHooks,
): Promise<{ picture: PictureSize; samples: SampledPicture }> {
  const engine = ENGINES[request.engine];
  const picture = await decodePicture(request.picturePath);
  checkPlan(picture, request, request.maxTriangles);
  hooks.onProgress('decoding', 0.6);
  const grid = engine.chooseGrid(picture, request);
  const hasColour = engine.usesColour === true || wantsColor(request.options);
  const { widthPx, heightPx } = picture;
  return { picture: { widthPx, heightPx }, samples: resamplePicture(picture, grid, hasColour) };
}

/** What there is to say where colours were asked for and none can be had. */
function findColorWarnings({ options, formats }: ModelRequest, { pictureBox }: BuiltModel): Warning[] {
  if (!wantsColor(options)) return [];
  if (!pictureBox) return [WARNINGS.noPlaceForColors];
  if (formats.length === 0 || formats.some((format) => MODEL_FORMATS[format].hasColors)) return [];
  return [WARNINGS.formatsWithoutColors];
}

/**
 * The whole check for a mesh in memory; of one that is computed as it is read, what can be seen on its heights.
 *
 * @returns what may be written, but not used before the facts are there; they reject if the mesh is not sound
 */
function checkBuilt(
  built: BuiltMesh | BuiltStream,
  { onProgress, signal, inspectBeside }: ModelHooks,
): { source: MeshSource; facts: MeshFacts | Promise<MeshFacts> } {
  const checkHooks = {
    onProgress: (fraction: number) => {
      onProgress('checking', fraction);
    },
    ...(signal && { signal }),
  };
  if ('grid' in built) {
    return { source: streamHeightGrid(built.grid), facts: measureHeightGrid(built.grid, checkHooks) };
  }
  const prepared = prepareMesh(built.mesh);
  const source = sourceOf(prepared.welded, prepared.box);
  if (!inspectBeside) return { source, facts: requireSound(inspectPrepared(prepared, checkHooks)) };
  const facts = inspectBeside(prepared).then(requireSound);
  // It may fail while nobody waits for it yet, which is not to end the process.
  facts.catch(() => undefined);
  return { source, facts };
}
