import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { unzipSync } from 'fflate';

import { buildRelief, type ReliefRequest } from '../../test/support/modelling/build-relief.js';
import { drawPicture, type PixelPainter } from '../../test/support/modelling/draw-picture.js';
import { buildModel, type ModelRequest } from './build-model.js';
import { resolveOptions } from './engines/options.js';
import { FORMAT_NAMES } from './formats/format-names.js';
import { readModel } from './formats/read-model.js';
import { checkMesh, inspectPrepared } from './mesh/check-mesh.js';
import type { PreparedMesh } from './mesh/prepare-mesh.js';
import { writeArchive } from './write-archive.js';
import { writeFormat } from './write-format.js';

describe('building a model', () => {
  const picture = () =>
    drawPicture(240, 230, (x, y) => [(x * y) % 251, (x + y) % 241, x % 255, 255 - (y % 90)]);

  it('should give the same bytes for the same request, and later formats the same as at once', async () => {
    const formats = [...FORMAT_NAMES];
    const first = await buildRelief(picture(), { formats, quality: 1, options: { border_mm: 3 } });
    const second = await buildRelief(picture(), { formats, quality: 1, options: { border_mm: 3 } });
    expect(second.report).toEqual(first.report);
    expect(first.artifacts.map(({ name }) => name)).toEqual([
      'model.stl',
      'model.obj',
      'model.ply',
      'model.glb',
      'model.3mf',
      'thumbnail.png',
      'preview.glb',
    ]);
    for (const { name, sizeBytes } of first.artifacts) {
      const bytes = await readFile(join(first.directory, name));
      expect(bytes.length).toBe(sizeBytes);
      expect(bytes.equals(await readFile(join(second.directory, name)))).toBe(true);
    }
    for (const format of FORMAT_NAMES) {
      const outputPath = join(first.directory, `later.${format}`);
      await writeFormat({ meshPath: join(first.directory, 'mesh.bin'), outputPath, format });
      const atOnce = await readFile(join(first.directory, `model.${format}`));
      expect(atOnce.equals(await readFile(outputPath))).toBe(true);
    }
  });

  it('should pack the same archive twice', async () => {
    const { directory } = await buildRelief(picture(), { formats: ['stl', '3mf'] });
    const files = ['model.stl', 'model.3mf'].map((name) => ({ name, path: join(directory, name) }));
    const paths = ['a.zip', 'b.zip'].map((name) => join(directory, name));
    for (const outputPath of paths) {
      const { sizeBytes } = await writeArchive({ files, outputPath });
      expect((await stat(outputPath)).size).toBe(sizeBytes);
    }
    const [first, second] = await Promise.all(paths.map((path) => readFile(path)));
    expect(first!.equals(second!)).toBe(true);
    const entries = unzipSync(first!);
    expect(Object.keys(entries)).toEqual(['model.stl', 'model.3mf']);
    expect(Buffer.from(entries['model.stl']!).equals(await readFile(files[0]!.path))).toBe(true);
  });

  it('should refuse to pack a file that is not there, and leave nothing open', async () => {
    const { directory } = await buildRelief(picture());
    const files = [{ name: 'model.stl', path: join(directory, 'model.stl') }];
    const outputPath = join(directory, 'c.zip');
    await expect(writeArchive({ files, outputPath })).rejects.toMatchObject({ code: 'ENOENT' });
    const open = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    expect(open).not.toContain(outputPath);
  });

  it('should keep the preview below 100,000 triangles and as large as the model', async () => {
    const { directory, report } = await buildRelief(picture(), {
      quality: 4,
      options: { border_mm: 4, mesh: 'grid' },
    });
    expect(report.triangleCount).toBeGreaterThan(100_000);
    const glb = await readFile(join(directory, 'preview.glb'));
    const json = JSON.parse(glb.toString('utf8', 20, 20 + glb.readUInt32LE(12))) as {
      accessors: { count: number; max?: number[] }[];
    };
    expect(json.accessors[2]!.count / 3).toBeLessThanOrEqual(100_000);
    expect(json.accessors[2]!.count / 3).toBeGreaterThan(90_000);
    const { width, height, depth } = report.boundingBoxMm;
    expect(json.accessors[0]!.max).toEqual([width, height, depth]);
  });

  it.each<[string, PixelPainter, ReliefRequest]>([
    [
      'a subject whose only hole is gone on fewer samples',
      (x, y) => [90, 90, 90, x === 1 && y === 1 ? 0 : 255],
      { engine: 'inflation', options: { min_feature_mm: 0, color: 'vertex' } },
    ],
    [
      'parts of one sample each',
      (x, y) => [(x + y) % 2 === 0 ? 0 : 255],
      { engine: 'extrusion', options: { min_feature_mm: 0, source: 'luminance' } },
    ],
    [
      'lines that cover a third of every sample',
      (x, y) => [0, 0, 0, x % 3 === 0 || y === 0 ? 255 : 0],
      { engine: 'inflation', options: { min_feature_mm: 0, color: 'vertex' } },
    ],
  ])('should keep the preview of %s below 100,000 triangles', async (_, paint, request) => {
    const { directory, report } = await buildRelief(drawPicture(170, 170, paint), {
      quality: 10,
      ...request,
    });
    expect(report.triangleCount).toBeGreaterThan(100_000);
    const { mesh } = readModel(join(directory, 'preview.glb'), 'glb');
    expect(mesh.indices.length / 3).toBeLessThanOrEqual(100_000);
    expect(() => checkMesh(mesh)).not.toThrow();
  });

  it('should pass its stages in order and stop between them when aborted', async () => {
    const { directory } = await buildRelief(picture());
    const stages: string[] = [];
    const abort = new AbortController();
    const request: ModelRequest = {
      engine: 'relief',
      widthMm: 50,
      heightMm: 50,
      depthMm: 5,
      quality: 1,
      options: resolveOptions('relief', {}),
      formats: ['stl'],
      maxTriangles: 1e7,
      picturePath: join(directory, 'thumbnail.png'),
      outputDir: join(directory),
    };
    const run = buildModel(request, {
      onStage: (stage) => {
        stages.push(stage);
        if (stage === 'checking') abort.abort();
        return Promise.resolve();
      },
      onProgress: () => undefined,
      signal: abort.signal,
    });
    await expect(run).rejects.toThrow(/abort/i);
    expect(stages).toEqual(['decoding', 'shaping', 'meshing', 'checking']);
    expect(await readdir(directory)).not.toContain('model.stl');
  });

  describe('with an inspection beside the writing', () => {
    it('should give the same bytes and the same report', async () => {
      const before = await buildRelief(picture(), { formats: ['stl', 'ply'] });
      const inspectBeside = (prepared: PreparedMesh) => Promise.resolve(inspectPrepared(prepared));
      const beside = await buildRelief(picture(), { formats: ['stl', 'ply'] }, { inspectBeside });
      expect(beside.report).toEqual(before.report);
      for (const { name } of before.artifacts) {
        const bytes = await readFile(join(before.directory, name));
        expect(bytes.equals(await readFile(join(beside.directory, name)))).toBe(true);
      }
    });

    it('should make no model of a mesh in which a defect is found, however late', async () => {
      const inspectBeside = async (prepared: PreparedMesh) => {
        const { facts, defects } = inspectPrepared(prepared);
        await setImmediate();
        return { facts, defects: { ...defects, openEdgeCount: 3 } };
      };
      await expect(buildRelief(picture(), {}, { inspectBeside })).rejects.toMatchObject({
        code: 'MESH_NOT_PRINTABLE',
        details: { openEdgeCount: 3 },
      });
    });

    it('should fail with an inspection that fails', async () => {
      const inspectBeside = () => Promise.reject(new Error('the thread has died'));
      await expect(buildRelief(picture(), {}, { inspectBeside })).rejects.toThrow('the thread has died');
    });
  });

  it('should refuse too many triangles before meshing', async () => {
    const refused = buildRelief(picture(), { maxTriangles: 1000 });
    await expect(refused).rejects.toMatchObject({
      code: 'TRIANGLE_LIMIT_EXCEEDED',
      details: { maxTriangles: 1000, problems: [{ field: 'quality' }] },
    });
  });
});
