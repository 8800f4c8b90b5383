import type { SampledPicture } from '../image/sampled-picture.js';
import { checkMesh } from '../mesh/check-mesh.js';
import { ENGINE_NAMES, ENGINES } from './engines.js';
import { resolveOptions } from './options.js';

const drawSamples = (side: number, light: (sample: number) => number): SampledPicture => ({
  columns: side,
  rows: side,
  luminance: Float32Array.from({ length: side * side }, (_, sample) => light(sample)),
  alpha: null,
  rgb: Uint8Array.from({ length: 3 * side * side }, (_, value) => value % 200),
});

const UNFIT: Record<string, SampledPicture> = {
  empty: drawSamples(0, () => 0),
  'one sample': drawSamples(1, () => 0.5),
  'nothing but what is no number': drawSamples(20, () => Number.NaN),
  'one that is no number': drawSamples(20, (sample) => (sample === 111 ? Number.NaN : sample / 400)),
  'one that is infinite': drawSamples(20, (sample) => (sample === 111 ? Infinity : sample / 400)),
  'an opacity that is no number': {
    ...drawSamples(20, (sample) => sample / 400),
    alpha: Float32Array.from({ length: 400 }, (_, sample) => (sample % 7 === 0 ? 1 : Number.NaN)),
  },
};

describe.each(ENGINE_NAMES)('samples that are none, given to %s', (engine) => {
  it.each(Object.keys(UNFIT))('should be refused, or leave no trace in the mesh: %s', async (name) => {
    const request = { engine, widthMm: 50, heightMm: 50, depthMm: 10, quality: 7, options: {} };
    const build = async (): Promise<number> => {
      const { mesh } = await ENGINES[engine].build(
        { widthPx: 20, heightPx: 20 },
        UNFIT[name]!,
        { ...request, options: resolveOptions(engine, {}) },
        { onMeshing: () => Promise.resolve(), onProgress: () => undefined },
      );
      return checkMesh(mesh).facts.volumeMm3;
    };
    const outcome = await build().catch((error: unknown) => error);
    if (typeof outcome === 'number') expect(outcome).toBeGreaterThan(0);
    else expect(['UNREADABLE_PICTURE', 'MESH_NOT_PRINTABLE']).toContain((outcome as { code: string }).code);
  });
});
