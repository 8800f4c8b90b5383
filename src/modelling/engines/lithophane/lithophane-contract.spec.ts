import fc from 'fast-check';
import Module from 'manifold-3d';

import { checkMesh } from '../../mesh/check-mesh.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { BuiltMesh, PictureSize, ShapeRequest } from '../engine.js';
import { ModellingError } from '../../modelling.errors.js';
import type { OptionValue } from '../option-table.js';
import { countCrossings } from '../../../../test/support/modelling/count-crossings.js';
import { lowerCornerOf } from '../../../../test/support/modelling/lower-corner.js';
import { resolveLively } from '../../../../test/support/modelling/resolve-lively.js';
import { checkPlan } from '../plan-model.js';
import { LITHOPHANE_ENGINE } from './lithophane.engine.js';

const mm = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const orNone = (least: number, most: number) => fc.oneof(fc.constant(0), mm(least, most));

const options = fc.record(
  {
    shape: fc.constantFrom('flat', 'arc', 'cylinder'),
    angle_deg: mm(10, 360),
    relief_side: fc.constantFrom('outside', 'inside'),
    curve: fc.constantFrom('exponential', 'linear'),
    transmittance_per_mm: mm(0.01, 0.95),
    min_thickness_mm: mm(0.2, 1),
    max_thickness_mm: mm(1, 6),
    invert: fc.boolean(),
    mirror: fc.boolean(),
    border_mm: orNone(0.2, 12),
    border_thickness_mm: mm(0.2, 8),
    frame_mm: orNone(0.2, 12),
    frame_thickness_mm: mm(0.2, 12),
    hanger_hole_mm: orNone(0.5, 9),
    stand_mm: orNone(0.2, 30),
    levels: fc.constantFrom('auto', 'full'),
    fit: fc.constantFrom('contain', 'stretch'),
  },
  { requiredKeys: ['shape'] },
);
const sideMm = fc.oneof(mm(20, 150), mm(1, 1000));
const share = fc.oneof(fc.constantFrom(0, 1), fc.float({ min: 0, max: 1, noNaN: true }));

interface Case {
  size: PictureSize;
  request: ShapeRequest;
  luminance: Float32Array;
  alpha: Float32Array | null;
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 12 }))
  .chain(([widthPx, heightPx]) => {
    const field = fc
      .array(share, { minLength: widthPx * heightPx, maxLength: widthPx * heightPx })
      .map((values) => Float32Array.from(values));
    return fc.record({
      size: fc.constant({ widthPx, heightPx }),
      luminance: field,
      alpha: fc.option(field),
      request: fc.record({
        engine: fc.constant('lithophane' as const),
        widthMm: sideMm,
        heightMm: sideMm,
        depthMm: fc.oneof(fc.constant(20), mm(1, 500)),
        isDepthGiven: fc.boolean(),
        quality: fc.constant(7),
        options: options.map((raw) => resolveLively('lithophane', withoutMargin(raw))),
      }),
    });
  });

/** Without the thickness of a margin that there may not be, which a test of its own looks at. */
function withoutMargin(raw: Record<string, OptionValue>): Record<string, OptionValue> {
  const hasMargin = raw['border_mm'] !== undefined && raw['border_mm'] !== 0;
  return Object.fromEntries(
    Object.entries(raw).filter(([name]) => hasMargin || name !== 'border_thickness_mm'),
  );
}

/** Whether the request is refused; anything but a refusal by name is a fault. */
function isRefused({ size, request }: Case): boolean {
  try {
    checkPlan(size, request, 1_000_000);
    return false;
  } catch (error) {
    if (error instanceof ModellingError && error.message.startsWith('options.')) return true;
    if (error instanceof ModellingError && error.message.startsWith('dimensions')) return true;
    throw error;
  }
}

async function buildCase({ size, request, luminance, alpha }: Case): Promise<BuiltMesh> {
  const samples = { columns: size.widthPx, rows: size.heightPx, luminance, alpha };
  const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
  return LITHOPHANE_ENGINE.build(size, samples, request, hooks);
}

function bytesOf({ positions, indices }: Mesh): Buffer {
  return Buffer.concat([Buffer.from(positions.buffer), Buffer.from(indices.buffer)]);
}

describe('every lithophane', () => {
  it('should keep the printability contract, its box and its triangle count, and come out the same twice', async () => {
    let builtCount = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        if (isRefused(given)) return;
        builtCount++;
        const { mesh } = await buildCase(given);
        const { welded, facts } = checkMesh(mesh);
        expect(facts.shellCount).toBe(1);
        const { size, request } = given;
        const estimate = LITHOPHANE_ENGINE.estimateTriangleCount(size, request);
        expect(facts.triangleCount).toBeLessThanOrEqual(estimate);
        if (request.options['hanger_hole_mm'] === 0) expect(facts.triangleCount).toBe(estimate);
        expectBox(request, facts.boundingBoxMm);
        for (const least of lowerCornerOf(welded)) expect(least).toBeCloseTo(0, 4);
        expect(bytesOf((await buildCase(given)).mesh).equals(bytesOf(mesh))).toBe(true);
      }),
      { numRuns: 600 },
    );
    expect(builtCount).toBeGreaterThan(150);
  });

  it('should not cut through itself, and be a manifold of the same volume to an independent kernel', async () => {
    const kernel = await Module();
    kernel.setup();
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        if (isRefused(given)) return;
        const { welded, facts } = checkMesh((await buildCase(given)).mesh);
        expect(countCrossings(welded)).toBe(0);
        const solid = new kernel.Manifold(
          new kernel.Mesh({ numProp: 3, vertProperties: welded.positions, triVerts: welded.indices }),
        );
        expect(solid.status()).toBe('NoError');
        expect(solid.volume() / facts.volumeMm3).toBeCloseTo(1, 4);
        solid.delete();
      }),
      { numRuns: 60 },
    );
  });
});

function expectBox(request: ShapeRequest, box: { width: number; height: number; depth: number }): void {
  const { widthMm, heightMm, depthMm, options: settled } = request;
  if (settled['shape'] === 'flat') {
    const isExact = [box.width === Math.fround(widthMm), box.height === Math.fround(heightMm)];
    expect(isExact).toContain(true);
    if (settled['fit'] === 'stretch') expect(isExact).toEqual([true, true]);
    expect(box.width).toBeLessThanOrEqual(Math.fround(widthMm));
    expect(box.height).toBeLessThanOrEqual(Math.fround(heightMm));
    expect(box.depth).toBeLessThanOrEqual(Math.fround(depthMm));
    return;
  }
  // Upright: the height is along Z, and the depth along Y is bounded only where it was given.
  expect(box.depth).toBe(Math.fround(heightMm));
  const roundingMm = 1e-6 * widthMm;
  expect(box.width).toBeLessThanOrEqual(widthMm + roundingMm);
  // A depth that is only just enough may take the roundness of the curve off the width.
  const missingMm = request.isDepthGiven === false ? roundingMm : 0.05;
  expect(widthMm - box.width).toBeLessThanOrEqual(missingMm);
  if (request.isDepthGiven !== false) expect(box.height).toBeLessThanOrEqual(depthMm + roundingMm);
}
