import { resolveLively } from '../../../test/support/modelling/resolve-lively.js';
import type { SampledPicture } from '../image/sampled-picture.js';
import { checkMesh } from '../mesh/check-mesh.js';
import type { ShapeRequest } from './engine.js';
import { ENGINES } from './engines.js';
import type { OptionValue } from './option-table.js';

type Draw = (x: number, y: number) => boolean;

const scatter = (x: number, y: number): number =>
  (Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663), 0x9e3779b1) >>> 0) / 2 ** 32;

const SUBJECTS: Readonly<Record<string, Draw>> = {
  'a sieve with a hole at every other sample': (x, y) => x % 2 === 0 || y % 2 === 0,
  'a spiral one sample wide': (x, y) => {
    const ring = Math.min(x, y, 255 - x, 255 - y);
    return x === ring && y === ring + 1 ? ring % 2 === 1 : ring % 2 === 0;
  },
  'a comb of single samples': (x, y) => y < 4 || x % 2 === 1,
  'dust of single samples': (x, y) => x % 2 === 0 && y % 2 === 0,
  'noise that hangs together': (x, y) => scatter(x, y) < 0.75,
};

interface Trial {
  engine: 'extrusion' | 'inflation';
  draw: Draw;
  side: number;
  raw?: Record<string, OptionValue>;
  maxTriangles?: number;
  onMeshing?: () => Promise<void>;
}

async function build({ engine, draw, side, raw, maxTriangles, onMeshing }: Trial) {
  const at = (_: unknown, sample: number): number => (draw(sample % side, Math.floor(sample / side)) ? 1 : 0);
  const alpha = Float32Array.from({ length: side * side }, at);
  const picture: SampledPicture = { columns: side, rows: side, alpha, luminance: alpha.slice() };
  const request: ShapeRequest = {
    engine,
    widthMm: 100,
    heightMm: 100,
    depthMm: 20,
    quality: 10,
    options: resolveLively(engine, { min_feature_mm: 0, source: 'alpha', ...raw }),
  };
  return ENGINES[engine].build({ widthPx: side, heightPx: side }, picture, request, {
    onMeshing: onMeshing ?? (() => Promise.resolve()),
    onProgress: () => undefined,
    ...(maxTriangles !== undefined && { maxTriangles }),
  });
}

describe.each(['extrusion', 'inflation'] as const)('%s of what no printer can draw', (engine) => {
  it.each(Object.entries(SUBJECTS))('should be made of %s within the contract', async (_, draw) => {
    const raw = engine === 'extrusion' ? { bevel_mm: 0.1 } : {};
    const start = performance.now();
    const { mesh } = await build({ engine, draw, side: 256, raw });
    expect(checkMesh(mesh).facts.triangleCount).toBeGreaterThan(5000);
    // A second or two: what grows with the square of the points takes minutes.
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('should be refused by the number of its parts alone, before they are smoothed', async () => {
    const draw: Draw = (x, y) => (x + y) % 2 === 0;
    const refused = build({ engine, draw, side: 256, maxTriangles: 250_000 });
    await expect(refused).rejects.toMatchObject({
      code: 'TRIANGLE_LIMIT_EXCEEDED',
      message: expect.stringMatching(
        /^options\.tolerance_mm finds a subject of 32768 parts and holes, .*: a larger options\.min_feature_mm takes/,
      ),
      details: { maxTriangles: 250_000, problems: [{ field: 'options.tolerance_mm' }] },
    });
  });
});

describe('a refusal of an extrusion', () => {
  it('should come before anything is meshed', async () => {
    let meshingCount = 0;
    const refused = build({
      engine: 'extrusion',
      draw: (x, y) => scatter(x, y) < 0.5,
      side: 256,
      raw: { bevel_mm: 0.1 },
      maxTriangles: 200_000,
      onMeshing: () => {
        meshingCount++;
        return Promise.resolve();
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 'TRIANGLE_LIMIT_EXCEEDED' });
    expect(meshingCount).toBe(0);
  });
});
