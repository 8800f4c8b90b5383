import { resolveOptions } from './engines/options.js';
import type { ShapeRequest } from './engines/engine.js';
import { buildPreview } from './build-preview.js';
import { inspectMesh } from './mesh/check-mesh.js';
import { meshBox } from './mesh/mesh-box.js';
import { sourceOf, type MeshSource } from './mesh/mesh-source.js';

const SIDE = 64;
const BOX = { lower: [0, 0, 0], upper: [10, 8, 5] } as const;

/** A model of too many triangles for a preview; how it is made does not matter here. */
const heavy: MeshSource = {
  ...sourceOf(meshBox({ lower: [...BOX.lower], upper: [...BOX.upper] })),
  triangleCount: 5_000_000,
};

async function previewOf(
  engine: ShapeRequest['engine'],
  raw: Record<string, unknown>,
  subject?: Float32Array,
): Promise<MeshSource> {
  const luminance = Float32Array.from({ length: SIDE * SIDE }, (_, sample) => (sample % 7) / 7);
  const size = { widthMm: 10, heightMm: 8, depthMm: 5 };
  return buildPreview({
    picture: { widthPx: SIDE, heightPx: SIDE },
    samples: { columns: SIDE, rows: SIDE, luminance, alpha: null },
    request: { engine, ...size, quality: 10, options: resolveOptions(engine, raw) },
    full: heavy,
    built: { warnings: [], ...(subject && { subject }) },
    paint: (mesh) => mesh,
  });
}

function inspect(source: MeshSource) {
  const positions = Float32Array.from([...source.positions()].flatMap((chunk) => Array.from(chunk)));
  const indices = Uint32Array.from([...source.triangles()].flatMap((chunk) => Array.from(chunk)));
  return inspectMesh({ positions, indices });
}

describe('a preview that no lighter request makes', () => {
  it('should be the box round the model, sound and light', async () => {
    // The border leaves no room for the picture, however few samples it has.
    const preview = await previewOf('relief', { border_mm: 50 });
    const { facts, defects } = inspect(preview);
    expect(Object.values(defects)).toEqual(Object.values(defects).map(() => 0));
    expect(facts).toMatchObject({
      triangleCount: 12,
      shellCount: 1,
      volumeMm3: 400,
      boundingBoxMm: { width: 10, height: 8, depth: 5 },
    });
  });

  it('should be the subject without plate and ring where they leave no room', async () => {
    const disc = Float32Array.from({ length: SIDE * SIDE }, (_, sample) =>
      Math.hypot((sample % SIDE) - SIDE / 2, Math.floor(sample / SIDE) - SIDE / 2) < SIDE / 3 ? 1 : 0,
    );
    const preview = await previewOf('extrusion', { base: 'rectangle', base_margin_mm: 20 }, disc);
    expect(preview.triangleCount).toBeGreaterThan(60);
    expect(preview.triangleCount).toBeLessThanOrEqual(100_000);
    expect(inspect(preview).facts.volumeMm3 / (Math.PI * 16 * 5)).toBeCloseTo(1, 1);
  });
});
