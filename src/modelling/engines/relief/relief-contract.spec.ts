import fc from 'fast-check';

import { checkMesh } from '../../mesh/check-mesh.js';
import { measureHeightError } from '../../mesh/measure-height-error.js';
import type { PictureSize, ShapeRequest } from '../engine.js';
import { resolveOptions } from '../options.js';
import { countCrossings } from '../../../../test/support/modelling/count-crossings.js';
import { resolveLively } from '../../../../test/support/modelling/resolve-lively.js';
import { checkPlan } from '../plan-model.js';
import { shapeReliefField } from './relief-field.js';
import { frameRelief } from './relief-frame.js';
import { layOutSamples } from './relief-grid.js';
import { readReliefOptions } from './relief-options.js';
import { RELIEF_ENGINE } from './relief.engine.js';

const options = fc.record(
  {
    invert: fc.boolean(),
    mirror: fc.boolean(),
    base_mm: fc.double({ min: 0.2, max: 0.9, noNaN: true }),
    border_mm: fc.oneof(fc.constant(0), fc.double({ min: 0.2, max: 0.45, noNaN: true })),
    smoothing: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 4, noNaN: true })),
    smoothing_mode: fc.constantFrom('even', 'keep_edges'),
    gamma: fc.double({ min: 0.1, max: 10, noNaN: true }),
    levels: fc.constantFrom('auto', 'full'),
    fit: fc.constantFrom('contain', 'stretch'),
    source: fc.constantFrom('luminance', 'alpha'),
    mesh: fc.constantFrom('adaptive', 'grid', 'fewest_triangles'),
  },
  { requiredKeys: [] },
);
const budget = fc.oneof(
  fc.constant({}),
  fc.record({ tolerance_mm: fc.double({ min: 0.0005, max: 100, noNaN: true }) }),
  fc.record({ target_triangles: fc.integer({ min: 100, max: 400 }) }),
);
/** How far, in millimetres, a sample on the border's steep flank may seem off by the rounding of its place. */
const ROUNDING_MM = 1e-6;
const sideMm = fc.double({ min: 1, max: 1000, noNaN: true });
const share = fc.oneof(fc.constantFrom(0, 1), fc.float({ min: 0, max: 1, noNaN: true }));

interface Case {
  size: PictureSize;
  request: ShapeRequest;
  luminance: Float32Array;
  alpha: Float32Array | null;
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }))
  .chain(([widthPx, heightPx]) => {
    const field = fc
      .array(share, { minLength: widthPx * heightPx, maxLength: widthPx * heightPx })
      .map((values) => Float32Array.from(values));
    return fc.record({
      size: fc.constant({ widthPx, heightPx }),
      luminance: field,
      alpha: fc.option(field),
      request: fc.record({
        engine: fc.constant('relief' as const),
        widthMm: sideMm,
        heightMm: sideMm,
        depthMm: fc.double({ min: 1, max: 500, noNaN: true }),
        quality: fc.constant(7),
        options: fc.tuple(options, budget, fc.boolean()).map(([raw, spent, isRound]) =>
          resolveLively('relief', {
            ...raw,
            ...spent,
            ...(isRound &&
              raw.border_mm !== undefined && { corner_radius_mm: Math.min(0.45, raw.border_mm) }),
          }),
        ),
      }),
    });
  });

async function buildCase({ size, request, luminance, alpha }: Case) {
  const samples = { columns: size.widthPx, rows: size.heightPx, luminance, alpha };
  const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
  return RELIEF_ENGINE.build(size, samples, request, hooks);
}

/** The samples as they are to be met, in their places. */
function layOutCase({ size, request, luminance, alpha }: Case) {
  const samples = { columns: size.widthPx, rows: size.heightPx, luminance, alpha };
  const settings = readReliefOptions(request.options, request.depthMm);
  const { shares } = shapeReliefField(samples, settings);
  const frame = frameRelief(size, samples, request);
  return layOutSamples(shares, samples, frame, settings.baseMm, request.depthMm, shares.slice());
}

describe('every relief', () => {
  it('should keep the printability contract, its box and its triangle count, and come out the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        checkPlan(given.size, given.request, 1_000_000);
        const { mesh } = await buildCase(given);
        const { facts } = checkMesh(mesh);
        expect(facts.shellCount).toBe(1);
        const isRound = Number(given.request.options['corner_radius_mm']) > 0;
        if (given.request.options['mesh'] === 'grid' && !isRound) {
          expect(facts.triangleCount).toBe(RELIEF_ENGINE.estimateTriangleCount(given.size, given.request));
        }
        const { widthMm, heightMm, depthMm, options: settled } = given.request;
        const { width, height, depth } = facts.boundingBoxMm;
        const isExact = { width: width === Math.fround(widthMm), height: height === Math.fround(heightMm) };
        expect(isExact.width || isExact.height).toBe(true);
        if (settled['fit'] === 'stretch') expect(isExact).toEqual({ width: true, height: true });
        expect(width).toBeLessThanOrEqual(Math.fround(widthMm));
        expect(height).toBeLessThanOrEqual(Math.fround(heightMm));
        expect(depth).toBeLessThanOrEqual(Math.fround(depthMm));
        if (settled['levels'] === 'auto') expect(depth).toBe(Math.fround(depthMm));

        const again = await buildCase(given);
        expect(Buffer.from(again.mesh.positions.buffer).equals(Buffer.from(mesh.positions.buffer))).toBe(
          true,
        );
        expect(Buffer.from(again.mesh.indices.buffer).equals(Buffer.from(mesh.indices.buffer))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('should be within the error that it reports at every sample, and not cut through itself', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { mesh, details } = await buildCase(given);
        const { welded } = checkMesh(mesh);
        const { maxErrorMm, uncoveredCount } = measureHeightError(welded, layOutCase(given));
        expect(uncoveredCount).toBe(0);
        expect(maxErrorMm).toBeLessThanOrEqual(Number(details?.['max_error_mm']) + ROUNDING_MM);
        expect(countCrossings(welded)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('should be sound on every small grid', async () => {
    for (let widthPx = 2; widthPx <= 8; widthPx++) {
      for (let heightPx = 2; heightPx <= 8; heightPx++) {
        const luminance = Float32Array.from({ length: widthPx * heightPx }, (_, index) => (index * 7) % 5);
        const request: ShapeRequest = {
          engine: 'relief',
          widthMm: 30,
          heightMm: 40,
          depthMm: 5,
          quality: 7,
          options: resolveOptions('relief', {}),
        };
        const { mesh } = await buildCase({ size: { widthPx, heightPx }, request, luminance, alpha: null });
        expect(checkMesh(mesh).facts.shellCount).toBe(1);
      }
    }
  });
});
