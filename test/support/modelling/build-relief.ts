import { join } from 'node:path';

import type { Sharp } from 'sharp';

import {
  buildModel,
  type ModelHooks,
  type ModelOutcome,
  type ModelRequest,
} from '../../../src/modelling/build-model.js';
import { resolveOptions } from '../../../src/modelling/engines/options.js';
import { ENGINES } from '../../../src/modelling/engines/engines.js';
import { checkPlan } from '../../../src/modelling/engines/plan-model.js';
import { decodePicture } from '../../../src/modelling/image/decode-picture.js';
import { resamplePicture } from '../../../src/modelling/image/resample-picture.js';
import { checkMesh, type MeshFacts } from '../../../src/modelling/mesh/check-mesh.js';
import type { Mesh } from '../../../src/modelling/mesh/mesh.js';
import { temporaryDirectory } from '../temporary-directory.js';

/** A shaped, meshed and checked relief of which no file was written. */
export interface ShapedRelief {
  mesh: Mesh;
  facts: MeshFacts;
  warnings: string[];
  /** Height of the surface over the vertex nearest to a place, given as shares of the outer size. */
  heightAt: (shareX: number, shareY: number) => number;
}

export type ReliefRequest = Partial<Omit<ModelRequest, 'options'>> & { options?: Record<string, unknown> };

/** A request for 100 × 100 × 20 mm unless asked otherwise. */
function completeRequest(request: ReliefRequest): Omit<ModelRequest, 'picturePath' | 'outputDir'> {
  return {
    engine: 'relief',
    widthMm: 100,
    heightMm: 100,
    depthMm: 20,
    quality: 1,
    formats: [],
    maxTriangles: 10_000_000,
    ...request,
    options: resolveOptions(request.engine ?? 'relief', request.options ?? {}),
  };
}

async function storePicture(picture: Sharp): Promise<string> {
  const path = join(await temporaryDirectory('picture'), 'picture.png');
  await picture.png().toFile(path);
  return path;
}

/** Takes a drawn picture through everything but the writing of files. */
export async function shapeRelief(picture: Sharp, request: ReliefRequest = {}): Promise<ShapedRelief> {
  const complete = completeRequest(request);
  const decoded = await decodePicture(await storePicture(picture));
  checkPlan(decoded, complete, complete.maxTriangles);
  const { chooseGrid, build } = ENGINES.relief;
  const samples = resamplePicture(decoded, chooseGrid(decoded, complete));
  const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
  const { mesh, warnings } = await build(decoded, samples, complete, hooks);
  const { welded, facts } = checkMesh(mesh);
  const { width, height } = facts.boundingBoxMm;
  const heightAt = (shareX: number, shareY: number) => findHeight(welded, shareX * width, shareY * height);
  return { mesh: welded, facts, warnings, heightAt };
}

/** Builds the files of a drawn picture's relief in a new directory. */
export async function buildRelief(
  picture: Sharp,
  request: ReliefRequest = {},
  hooks: Partial<ModelHooks> = {},
): Promise<ModelOutcome & { directory: string }> {
  const directory = await temporaryDirectory('model');
  const picturePath = await storePicture(picture);
  const outcome = await buildModel(
    { picturePath, outputDir: directory, ...completeRequest(request) },
    { onStage: () => Promise.resolve(), onProgress: () => undefined, ...hooks },
  );
  return { ...outcome, directory };
}

function findHeight({ positions }: Mesh, x: number, y: number): number {
  let nearest = Infinity;
  let height = 0;
  for (let start = 0; start < positions.length; start += 3) {
    const z = positions[start + 2]!;
    const distance = Math.hypot(positions[start]! - x, positions[start + 1]! - y);
    if (z === 0 || distance >= nearest) continue;
    nearest = distance;
    height = z;
  }
  return height;
}
