import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { wantsColor } from '../../src/modelling/engines/color-option.js';
import { ENGINE_NAMES, ENGINES, type EngineName } from '../../src/modelling/engines/engines.js';
import { resolveOptions } from '../../src/modelling/engines/options.js';
import { checkPlan, type ShapeRequest } from '../../src/modelling/engines/plan-model.js';
import type { DecodedPicture } from '../../src/modelling/image/decode-picture.js';
import { resamplePicture } from '../../src/modelling/image/resample-picture.js';
import { checkMesh } from '../../src/modelling/mesh/check-mesh.js';
import { ModellingError } from '../../src/modelling/modelling.errors.js';
import { takeIn } from '../support/modelling/take-in.js';

const SUITE = fileURLToPath(new URL('../fixtures/pngsuite/', import.meta.url));

/** What comes of a file: the picture, or the code of the refusal. Anything else is thrown. */
async function read(name: string): Promise<DecodedPicture | string> {
  try {
    return (await takeIn(readFileSync(`${SUITE}${name}`))).picture;
  } catch (error) {
    if (error instanceof ModellingError) return error.code;
    throw error;
  }
}

async function outcomeOf(engine: EngineName, picture: DecodedPicture): Promise<string> {
  const { isDepthGiven, ...size } = { widthMm: 60, heightMm: 60, depthMm: 20, isDepthGiven: false };
  const request: ShapeRequest = {
    engine,
    ...size,
    isDepthGiven,
    quality: 7,
    options: resolveOptions(engine, {}),
  };
  const { chooseGrid, usesColour, build } = ENGINES[engine];
  checkPlan(picture, request, 10_000_000);
  const hasColour = usesColour === true || wantsColor(request.options);
  const samples = resamplePicture(picture, chooseGrid(picture, request), hasColour);
  const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
  try {
    const { mesh } = await build(picture, samples, request, hooks);
    const { boundingBoxMm } = checkMesh(mesh).facts;
    expect(Math.max(boundingBoxMm.width, boundingBoxMm.height)).toBe(60);
    return 'sound';
  } catch (error) {
    if (error instanceof ModellingError) return error.code;
    throw error;
  }
}

describe('PngSuite through every engine', () => {
  const pictures = new Map<string, DecodedPicture>();
  const refusals: Record<string, number> = {};

  beforeAll(async () => {
    for (const name of readdirSync(SUITE).filter((file) => file.endsWith('.png'))) {
      const found = await read(name);
      if (typeof found === 'string') refusals[found] = (refusals[found] ?? 0) + 1;
      else pictures.set(name, found);
    }
  });

  it('should say of each file that is no model why', () => {
    expect(pictures.size).toBe(140);
    expect(refusals).toEqual({ IMAGE_TOO_SMALL: 21, UNREADABLE_PICTURE: 8, NOT_A_PICTURE: 6 });
  });

  it.each(ENGINE_NAMES)('should make a sound model of all others, or find no subject: %s', async (engine) => {
    const others: Record<string, string> = {};
    for (const [name, picture] of pictures) {
      const outcome = await outcomeOf(engine, picture);
      if (outcome !== 'sound') others[name] = outcome;
    }
    // Chequers reach the border in both colours: neither is the background's.
    const withoutSubject = { 'basi3p01.png': 'NO_SUBJECT_FOUND', 'basn3p01.png': 'NO_SUBJECT_FOUND' };
    const needsSubject = engine === 'extrusion' || engine === 'inflation';
    expect(others).toEqual(needsSubject ? withoutSubject : {});
  });
});
