import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { unzipSync } from 'fflate';
import type { Mesh } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';

import { buildRelief } from '../../test/support/modelling/build-relief.js';
import { drawPicture } from '../../test/support/modelling/draw-picture.js';
import { gltfProblems } from '../../test/support/validate-gltf.js';
import { ENGINES } from './engines/engines.js';
import { resolveOptions } from './engines/options.js';
import { choosePalette } from './formats/choose-palette.js';
import { readStoredModel } from './formats/read-stored-model.js';
import { sourceOf } from './mesh/mesh-source.js';
import { paintMesh } from './paint-mesh.js';
import { writeFormat } from './write-format.js';

/** Orange on the left, blue on the right. */
const picture = drawPicture(64, 48, (x) => (x < 32 ? [200, 100, 0] : [0, 20, 180]));
const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

describe('the colours of a model', () => {
  let directory: string;
  beforeAll(async () => {
    const formats = ['ply', 'glb', '3mf'] as const;
    ({ directory } = await buildRelief(picture, { formats: [...formats], options: { color: 'vertex' } }));
  });
  const read = (name: string): Promise<Buffer> => readFile(join(directory, name));

  it('should be in PLY as sRGB bytes, on the side where the picture has them', async () => {
    const geometry = new PLYLoader().parse(toArrayBuffer(await read('model.ply')));
    const [places, colors] = [geometry.getAttribute('position'), geometry.getAttribute('color')];
    expect(colors.count).toBe(places.count);
    const start = (await read('model.ply')).indexOf('end_header\n') + 11;
    const bytes = await read('model.ply');
    for (let vertex = 0; vertex < places.count; vertex++) {
      const color = Array.from(bytes.subarray(start + 15 * vertex + 12, start + 15 * vertex + 15));
      if (places.getX(vertex) < 49) expect(color).toEqual([200, 100, 0]);
      if (places.getX(vertex) > 51) expect(color).toEqual([0, 20, 180]);
    }
  });

  it('should be in GLB and its preview as linear light, and valid', async () => {
    for (const name of ['model.glb', 'preview.glb']) {
      const bytes = await read(name);
      expect(await gltfProblems(bytes)).toEqual([]);
      const { scene } = await new GLTFLoader().parseAsync(toArrayBuffer(bytes), '');
      const { geometry } = scene.getObjectByProperty('isMesh', true) as Mesh;
      const [places, colors] = [geometry.getAttribute('position'), geometry.getAttribute('color')];
      expect(colors.count).toBe(places.count);
      const left = Array.from({ length: places.count }, (_, vertex) => vertex).filter(
        (vertex) => places.getX(vertex) < 49,
      );
      expect(left.length).toBeGreaterThan(20);
      for (const vertex of left) {
        expect(colors.getX(vertex)).toBeCloseTo(((200 / 255 + 0.055) / 1.055) ** 2.4, 4);
        expect(colors.getZ(vertex)).toBe(0);
      }
    }
  });

  it('should be in 3MF as a colour group that every triangle names', async () => {
    const xml = Buffer.from(unzipSync(await read('model.3mf'))['3D/3dmodel.model']!).toString('utf8');
    const group = /<m:colorgroup id="2">(.*?)<\/m:colorgroup>/s.exec(xml)![1]!;
    const colors = Array.from(group.matchAll(/color="(#\w{6})"/g), ([, color]) => color);
    expect(colors).toEqual(expect.arrayContaining(['#C86400', '#0014B4']));
    const named = Array.from(xml.matchAll(/<triangle .*? pid="2" p1="(\d+)" p2="(\d+)" p3="(\d+)"\/>/g));
    expect(named).toHaveLength(xml.match(/<triangle /g)!.length);
    expect(Math.max(...named.flatMap((match) => match.slice(1).map(Number)))).toBe(colors.length - 1);
  });

  it('should be stored, so that later formats have them too', async () => {
    expect(readStoredModel(join(directory, 'mesh.bin')).mesh.colors).not.toBeNull();
    const outputPath = join(directory, 'later.ply');
    await writeFormat({ meshPath: join(directory, 'mesh.bin'), outputPath, format: 'ply' });
    expect((await readFile(outputPath)).equals(await read('model.ply'))).toBe(true);
  });

  it('should follow a mirrored picture', async () => {
    const options = { color: 'vertex', mirror: true };
    const mirrored = await buildRelief(picture, { formats: ['ply'], options });
    const { colors, positions } = readStoredModel(join(mirrored.directory, 'mesh.bin')).mesh;
    const [places] = positions();
    const leftmost = places!.findIndex((value, index) => index % 3 === 0 && value === 0);
    expect(Array.from(colors!.subarray(leftmost, leftmost + 3))).toEqual([0, 20, 180]);
  });

  it('should be missed with a word where no format asked for has any', async () => {
    const plain = await buildRelief(picture, { formats: ['stl', 'obj'], options: { color: 'vertex' } });
    expect(plain.report.warnings).toEqual([expect.stringContaining('STL and OBJ have no colours')]);
  });
});

describe('the colours of an inflated body', () => {
  it.each([false, true])('should lie where the picture has them, mirrored: %s', async (mirror) => {
    // A disc that touches no edge and is off the middle.
    const size = { widthPx: 48, heightPx: 32 };
    const isRed = (sample: number): boolean => sample % 48 < 20;
    const isInside = (_: unknown, sample: number): number =>
      Math.hypot((sample % 48) - 20, Math.floor(sample / 48) - 15) < 10 ? 1 : 0;
    const alpha = Float32Array.from({ length: 48 * 32 }, isInside);
    const rgb = Uint8Array.from({ length: 3 * alpha.length }, (_, index) =>
      (index % 3 === 0) === isRed(Math.floor(index / 3)) ? 200 : 0,
    );
    const samples = { columns: 48, rows: 32, alpha, luminance: alpha, rgb };
    const options = resolveOptions('inflation', { color: 'vertex', mirror });
    const request = {
      engine: 'inflation',
      widthMm: 40,
      heightMm: 40,
      depthMm: 10,
      quality: 7,
      options,
    } as const;
    const hooks = { onMeshing: () => Promise.resolve(), onProgress: () => undefined };
    const { mesh, pictureBox } = await ENGINES.inflation.build(size, samples, request, hooks);
    const painted = paintMesh(sourceOf(mesh), { samples, box: pictureBox!, isMirrored: mirror });
    const border = 20;
    const colorAt = (vertex: number): number => painted.colors![3 * vertex]!;
    let seen = 0;
    for (let vertex = 0; vertex < mesh.positions.length / 3; vertex++) {
      const x = mesh.positions[3 * vertex]!;
      if (Math.abs(x - border) < 3) continue;
      expect(colorAt(vertex)).toBe(x < border === !mirror ? 200 : 0);
      seen++;
    }
    expect(seen).toBeGreaterThan(200);
  });
});

describe('a palette', () => {
  it('should keep the colours where they are few', () => {
    const { colors, indices } = choosePalette(Uint8Array.from([1, 2, 3, 255, 0, 7, 1, 2, 3]));
    expect(colors).toEqual([0x010203, 0xff0007]);
    expect(Array.from(indices)).toEqual([0, 1, 0]);
  });

  it('should cut them to 4096 at most, each close to its own', () => {
    const many = Uint8Array.from({ length: 30_000 }, (_, index) => (index * 2_654_435_761) >>> 16);
    const { colors, indices } = choosePalette(many);
    expect(colors.length).toBeLessThanOrEqual(4096);
    const worst = Array.from(indices, (color, vertex) =>
      Math.abs(many[3 * vertex]! - (colors[color]! >> 16)),
    ).reduce((most, error) => Math.max(most, error), 0);
    expect(worst).toBeLessThanOrEqual(9);
  });
});
