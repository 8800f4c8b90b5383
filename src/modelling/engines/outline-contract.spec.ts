import fc from 'fast-check';
import Module from 'manifold-3d';

import { countCrossings } from '../../../test/support/modelling/count-crossings.js';
import { lowerCornerOf } from '../../../test/support/modelling/lower-corner.js';
import { resolveLively } from '../../../test/support/modelling/resolve-lively.js';
import { checkMesh } from '../mesh/check-mesh.js';
import { ModellingError } from '../modelling.errors.js';
import type { SampledPicture } from '../image/sampled-picture.js';
import { ENGINES } from './engines.js';
import type { ShapeRequest } from './engine.js';
import { checkPlan } from './plan-model.js';

const shared = {
  invert: fc.boolean(),
  mirror: fc.boolean(),
  min_feature_mm: fc.constantFrom(0, 0.3, 2),
  fit: fc.constantFrom('contain', 'stretch'),
};
const OPTIONS = {
  extrusion: fc.record(
    {
      ...shared,
      tolerance_mm: fc.constantFrom(0.001, 0.1, 1),
      bevel_mm: fc.constantFrom(0.1, 1, 5),
      bevel_shape: fc.constantFrom('chamfer', 'round'),
      base: fc.constantFrom('none', 'rectangle', 'rounded', 'outline'),
      base_margin_mm: fc.double({ min: 0.5, max: 3, noNaN: true }),
      ring: fc.constantFrom('none', 'top', 'bottom', 'left', 'right'),
    },
    { requiredKeys: [] },
  ),
  inflation: fc.record(
    {
      ...shared,
      back: fc.constantFrom('symmetric', 'flat_back'),
      rim_mm: fc.double({ min: 0.4, max: 0.9, noNaN: true }),
      roundness: fc.double({ min: 0.1, max: 3, noNaN: true }),
      detail: fc.double({ min: 0, max: 1, noNaN: true }),
      tolerance_mm: fc.constantFrom(0.001, 0.1),
    },
    { requiredKeys: [] },
  ),
};

type Draw = (x: number, y: number) => number;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const scatter = (x: number, y: number, seed: number): number =>
  (Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663) ^ seed, 0x9e3779b1) >>> 0) / 2 ** 32;
const disc = fc.record({ x: share, y: share, radius: fc.double({ min: 0.05, max: 0.5, noNaN: true }) });

/** Noise, hard and soft; soft holes of single samples, which smoothing makes smaller still; chequers that meet at corners; rings over the border; single samples; strips. */
const drawings: fc.Arbitrary<Draw> = fc.oneof(
  fc.integer().map(
    (seed): Draw =>
      (x, y) =>
        scatter(x, y, seed) < 0.5 ? 1 : 0,
  ),
  fc.integer().map(
    (seed): Draw =>
      (x, y) =>
        scatter(x, y, seed),
  ),
  fc.integer().map(
    (seed): Draw =>
      (x, y) =>
        scatter(x, y, seed) < 0.07 ? 0.6 * scatter(y, x, seed) : 1,
  ),
  fc.integer({ min: 1, max: 4 }).map((size): Draw => {
    return (x, y) => (Math.floor(x / size) + Math.floor(y / size)) % 2;
  }),
  fc.array(disc, { minLength: 1, maxLength: 4 }).map((discs): Draw => {
    return (x, y) =>
      Math.max(
        ...discs.map((one) => {
          const distance = Math.hypot(x / 24 - one.x, y / 24 - one.y);
          const inside = Math.min(one.radius - distance, distance - one.radius / 3);
          return Math.min(1, Math.max(0, 0.5 + 24 * inside));
        }),
      );
  }),
  fc.tuple(fc.nat(23), fc.nat(23)).map(([column, row]): Draw => {
    return (x, y) => (x === column && y === row ? 1 : 0);
  }),
  fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 3 })).map(([from, width]): Draw => {
    return (x) => (x >= from && x < from + width ? 1 : 0);
  }),
);

interface Case {
  picture: SampledPicture;
  request: ShapeRequest;
}

const caseOf = (engine: 'extrusion' | 'inflation'): fc.Arbitrary<Case> =>
  fc
    .record({
      columns: fc.integer({ min: 16, max: 24 }),
      rows: fc.integer({ min: 16, max: 24 }),
      draw: drawings,
      // Rings and plates are drawn as finely in millimetres whatever the picture has: larger ones take longer,
      // and show nothing that these do not.
      widthMm: fc.double({ min: 1, max: 50, noNaN: true }),
      heightMm: fc.double({ min: 1, max: 50, noNaN: true }),
      depthMm: fc.double({ min: 1, max: 50, noNaN: true }),
      raw: OPTIONS[engine],
    })
    .map(({ columns, rows, draw, widthMm, heightMm, depthMm, raw }) => {
      const at = (_: unknown, sample: number): number => draw(sample % columns, Math.floor(sample / columns));
      const alpha = Float32Array.from({ length: columns * rows }, at);
      const luminance = alpha.map((_, sample) => (sample % 11) / 11);
      const options = resolveLively(engine, { ...raw, source: 'alpha' });
      return {
        picture: { columns, rows, alpha, luminance },
        request: { engine, widthMm, heightMm, depthMm, quality: 7, options },
      };
    });

async function buildCase({ picture, request }: Case, maxTriangles = 10_000_000) {
  const size = { widthPx: picture.columns, heightPx: picture.rows };
  checkPlan(size, request, maxTriangles);
  return ENGINES[request.engine].build(size, picture, request, {
    onMeshing: () => Promise.resolve(),
    onProgress: () => undefined,
    maxTriangles,
  });
}

/** What is planned before meshing is never less than what comes out: one triangle fewer must be refused. */
async function expectRefusalBelow(given: Case, triangleCount: number): Promise<void> {
  const refusal = await buildCase(given, triangleCount - 1).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'TRIANGLE_LIMIT_EXCEEDED' });
}

/** The refusals that a picture or a size may meet with; anything else is a fault. */
const REFUSALS = ['NO_SUBJECT_FOUND', 'DIMENSIONS_TOO_SMALL', 'INVALID_OPTIONS'];

async function checkCase(given: Case): Promise<ReturnType<typeof checkMesh> | null> {
  try {
    const { mesh } = await buildCase(given);
    const again = await buildCase(given);
    const isSame = Buffer.from(again.mesh.positions.buffer).equals(Buffer.from(mesh.positions.buffer));
    expect(isSame).toBe(true);
    await expectRefusalBelow(given, mesh.indices.length / 3);
    return checkMesh(mesh);
  } catch (error) {
    if (error instanceof ModellingError && REFUSALS.includes(error.code)) return null;
    throw error;
  }
}

function expectBox({ request }: Case, box: { width: number; height: number; depth: number }): void {
  const [width, height, depth] = [request.widthMm, request.heightMm, request.depthMm].map(Math.fround) as [
    number,
    number,
    number,
  ];
  expect(box.width).toBeLessThanOrEqual(width);
  expect(box.height).toBeLessThanOrEqual(height);
  expect(box.depth).toBeLessThanOrEqual(depth);
  const isExact = [box.width === width, box.height === height];
  expect(isExact).toContain(true);
  if (request.options['fit'] === 'stretch') expect(isExact).toEqual([true, true]);
  if (request.engine === 'extrusion') expect(box.depth).toBe(depth);
}

describe.each(['extrusion', 'inflation'] as const)('every %s', (engine) => {
  it('should keep the printability contract and its box, or say why there is no model, the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(caseOf(engine), async (given) => {
        const checked = await checkCase(given);
        if (checked === null) return;
        expectBox(given, checked.facts.boundingBoxMm);
        expect(lowerCornerOf(checked.welded)).toEqual([0, 0, 0]);
      }),
      { numRuns: 40 },
    );
  });

  it('should not cut through itself, and be a manifold of the same volume to an independent kernel', async () => {
    const kernel = await Module();
    kernel.setup();
    await fc.assert(
      fc.asyncProperty(caseOf(engine), async (given) => {
        const checked = await checkCase(given);
        if (checked === null) return;
        expect(countCrossings(checked.welded)).toBe(0);
        const { positions, indices } = checked.welded;
        const body = new kernel.Manifold(
          new kernel.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices }),
        );
        expect(body.status()).toBe('NoError');
        expect(body.volume() / checked.facts.volumeMm3).toBeCloseTo(1, 3);
        body.delete();
      }),
      { numRuns: 12 },
    );
  });
});
