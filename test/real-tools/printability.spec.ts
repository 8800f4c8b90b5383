import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobSnapshot } from '../../src/progress/progress.events.js';
import { describeWith } from '../support/describe-with.js';
import { inspectStl } from '../support/inspect-stl.js';
import { draw, type Painter, type Size } from '../support/pictures.js';
import { readModel } from '../support/read-models.js';
import { TestServer } from '../support/test-server.js';
import { gltfProblems } from '../support/validate-gltf.js';
import { FORMATS, type Format } from '../support/wire.js';

interface Subject {
  readonly name: string;
  readonly size: Size;
  readonly painter: Painter;
  readonly fields?: Readonly<Record<string, unknown>>;
}

const grey = (level: number): readonly [number, number, number, number] => [level, level, level, 255];

/** Reproducible noise: the fractional part of a large sine. */
function noise(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

const SUBJECTS: Subject[] = [
  {
    name: 'grain over light and shade, as a photograph has',
    size: { width: 96, height: 64 },
    painter: (x, y) => grey(128 + 80 * Math.sin(x / 15) * Math.cos(y / 11) + 40 * noise(x, y)),
    fields: { quality: 7 },
  },
  {
    name: 'pure noise',
    size: { width: 64, height: 64 },
    painter: (x, y) => grey(255 * noise(x, y)),
    fields: { options: { smoothing: 0, border_mm: 3 } },
  },
  {
    name: 'a gradient',
    size: { width: 80, height: 48 },
    painter: (x, y) => grey((x * 2 + y) % 256),
    fields: { options: { invert: true, gamma: 2.2 }, dimensions: { width: 200, height: 30, depth: 3 } },
  },
  {
    name: 'a letter with hard edges',
    size: { width: 48, height: 64 },
    painter: (x, y) => grey(x > 8 && (x < 16 || (x < 40 && (y < 14 || (y > 26 && y < 34)))) ? 255 : 0),
    fields: {
      options: { mirror: true, fit: 'stretch' },
      dimensions: { width: 33.3, height: 77.7, depth: 11.1 },
    },
  },
  {
    name: 'a disc on nothing',
    size: { width: 64, height: 64 },
    painter: (x, y) => [200, 150, x * 4, Math.hypot(x - 32, y - 32) < 25 ? 255 : 0],
  },
  {
    name: 'the outline of a disc',
    size: { width: 64, height: 64 },
    painter: (x, y) => [200, 150, 100, Math.hypot(x - 32, y - 32) < 25 ? 255 : 0],
    fields: { options: { source: 'alpha' } },
  },
  { name: 'one even grey', size: { width: 48, height: 32 }, painter: () => grey(100) },
  {
    name: 'a strip of sixteen pixels',
    size: { width: 400, height: 16 },
    painter: (x, y) => grey(255 * noise(x, y)),
    fields: { dimensions: { width: 1000, height: 1000, depth: 1 } },
  },
];

describe('models as other programs read them', () => {
  let server: TestServer;
  let directory: string;
  const snapshots = new Map<string, JobSnapshot>();

  beforeAll(async () => {
    server = await TestServer.start();
    directory = await mkdtemp(join(tmpdir(), 'relievo-models-'));
    for (const { name, size, painter, fields } of SUBJECTS) {
      const snapshot = await server.api.complete(await draw(size, painter), {
        formats: [...FORMATS],
        ...fields,
      });
      snapshots.set(name, snapshot);
    }
  }, 120_000);

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
    await server.dispose();
  });

  function snapshotOf(name: string): JobSnapshot {
    const snapshot = snapshots.get(name)!;
    expect(snapshot.status).toBe('completed');
    return snapshot;
  }

  async function file(name: string, format: Format): Promise<Buffer> {
    return (await server.api.get(`/api/download/${snapshotOf(name).job_id}/model.${format}`)).bytes;
  }

  describe.each(SUBJECTS.map(({ name }) => name))('%s', (name) => {
    it.each(FORMATS)('three reads the %s back with the same triangles and the same size', async (format) => {
      const { triangle_count: triangleCount, bounding_box_mm: box } = snapshotOf(name).report!;
      const read = await readModel(format, await file(name, format));
      // GLB is in metres and centred; all others are in millimetres and begin at the origin.
      const isGlb = format === 'glb';
      for (const [axis, lengthMm] of [box.width, box.height, box.depth].entries()) {
        const length = isGlb ? lengthMm / 1000 : lengthMm;
        expect(read.size[axis]! / length).toBeCloseTo(1, 5);
        expect(read.lowest[axis]).toBeCloseTo(isGlb ? -length / 2 : 0, 6);
      }

      expect(read.triangleCount).toBe(triangleCount);
    });

    it('gltf-validator finds no error and nothing to warn of', async () => {
      expect(await gltfProblems(await file(name, 'glb'))).toEqual([]);
    });
  });

  describeWith('admesh', 'admesh, checking as a slicer does', () => {
    it.each(SUBJECTS.map(({ name }) => name))('finds nothing to repair in %s', async (name) => {
      const path = join(directory, 'model.stl');
      await writeFile(path, await file(name, 'stl'));

      expect(await inspectStl(path)).toEqual({
        partCount: 1,
        facetCount: snapshotOf(name).report!.triangle_count,
        defects: {},
      });
    });
  });
});
