import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { unzipSync } from 'fflate';

import { buildRelief } from '../../../test/support/modelling/build-relief.js';
import { drawPicture } from '../../../test/support/modelling/draw-picture.js';
import { readModel } from '../../../test/support/read-models.js';
import { gltfProblems } from '../../../test/support/validate-gltf.js';
import type { ModelReport } from '../build-model.js';
import { checkMesh } from '../mesh/check-mesh.js';
import { collectMesh } from '../mesh/mesh-source.js';
import { FileSink } from './byte-sink.js';
import { FORMAT_NAMES, type FormatName } from './format-names.js';
import { readStoredModel } from './read-stored-model.js';
import { writeGlb } from './write-glb.js';

const refuse = (): Promise<never> => Promise.reject(new Error('Nothing is to be written.'));

describe('the formats of a model', () => {
  const files = new Map<string, Buffer>();
  let report: ModelReport;
  let directory: string;
  const bytesOf = (format: FormatName): Buffer => files.get(format)!;

  beforeAll(async () => {
    const picture = drawPicture(150, 110, (x, y) => [(x * y) % 251, (x + y) % 241, (3 * x) % 255]);
    const built = await buildRelief(picture, {
      formats: [...FORMAT_NAMES],
      widthMm: 81.3,
      options: { border_mm: 2.5, smoothing: 0.7, base_mm: 0.2 },
    });
    ({ report, directory } = built);
    for (const format of FORMAT_NAMES) files.set(format, await readFile(join(directory, `model.${format}`)));
  });

  it.each(FORMAT_NAMES)(
    'should be read back from %s with every triangle and the same size',
    async (format) => {
      const { triangleCount, size, lowest } = await readModel(format, bytesOf(format));
      expect(triangleCount).toBe(report.triangleCount);
      const { width, height, depth } = report.boundingBoxMm;
      const scale = format === 'glb' ? 0.001 : 1;
      [width, height, depth].forEach((length, axis) => {
        expect(size[axis]).toBeCloseTo(length * scale, format === 'glb' ? 8 : 4);
        // GLB is centred; all others have their lower corner at the origin.
        expect(lowest[axis]).toBeCloseTo(format === 'glb' ? (-length * scale) / 2 : 0, 8);
      });
    },
  );

  it('should be GLB that the Khronos validator has nothing to say against', async () => {
    expect(await gltfProblems(bytesOf('glb'))).toEqual([]);
    expect(await gltfProblems(await readFile(join(directory, 'preview.glb')))).toEqual([]);
  });

  it('should hold the same float32 values in text, PLY and STL as in the stored mesh', () => {
    const { positions, indices } = collectMesh(readStoredModel(join(directory, 'mesh.bin')).mesh);
    const bits = (values: Iterable<number>): Buffer => Buffer.from(Float32Array.from(values).buffer);
    const wanted = bits(positions);

    const obj = bytesOf('obj').toString('latin1').split('\n');
    const vertices = obj
      .filter((line) => line.startsWith('v '))
      .flatMap((line) => line.slice(2).split(' ').map(Number));
    expect(bits(vertices).equals(wanted)).toBe(true);
    const faces = obj
      .filter((line) => line.startsWith('f '))
      .flatMap((line) => line.slice(2).split(' ').map(Number));
    expect(faces.every((vertex, corner) => vertex - 1 === indices[corner])).toBe(true);

    const xml = Buffer.from(unzipSync(bytesOf('3mf'))['3D/3dmodel.model']!).toString('utf8');
    const places = Array.from(xml.matchAll(/<vertex x="(\S+)" y="(\S+)" z="(\S+)"\/>/g), (tag) =>
      tag.slice(1).map(Number),
    );
    expect(bits(places.flat()).equals(wanted)).toBe(true);

    const ply = bytesOf('ply');
    const start = ply.indexOf('end_header\n') + 11;
    expect(ply.subarray(start, start + wanted.length).equals(wanted)).toBe(true);

    const stl = bytesOf('stl');
    const corners = Array.from(indices, (vertex, corner) => {
      const place = 84 + 50 * Math.floor(corner / 3) + 12 * (1 + (corner % 3));
      return [0, 1, 2].every((axis) => stl.readFloatLE(place + 4 * axis) === positions[3 * vertex + axis]);
    });
    expect(corners.every(Boolean)).toBe(true);
    expect(stl.toString('latin1', 0, 5)).not.toBe('solid');
    expect(stl.length).toBe(84 + 50 * report.triangleCount);
  });

  it('should report what a fresh check of the stored mesh finds', () => {
    const mesh = collectMesh(readStoredModel(join(directory, 'mesh.bin')).mesh);
    expect(report).toMatchObject({
      watertight: true,
      manifold: true,
      warnings: [],
      ...checkMesh(mesh).facts,
    });
  });

  /** The JSON of a GLB and what reads the vectors of one of its views. */
  function takeApart(glb: Buffer) {
    const scene = JSON.parse(glb.toString('utf8', 20, 20 + glb.readUInt32LE(12))) as {
      accessors: { count: number }[];
      bufferViews: { byteOffset: number }[];
      nodes: { scale: number[] }[];
      meshes: { primitives: { attributes: Record<string, number>; indices: number }[] }[];
    };
    const start = 28 + glb.readUInt32LE(12);
    const read = (view: number, vertex: number): number[] =>
      [0, 1, 2].map((axis) =>
        glb.readFloatLE(start + scene.bufferViews[view]!.byteOffset + 12 * vertex + 4 * axis),
      );
    return { scene, read };
  }

  it('should have every vertex once in GLB and leave the shading to the reader', () => {
    const { scene } = takeApart(bytesOf('glb'));
    const { attributes, indices } = scene.meshes[0]!.primitives[0]!;
    expect(Object.keys(attributes)).toEqual(['POSITION']);
    expect(scene.nodes[0]!.scale).toEqual([0.001, 0.001, 0.001]);
    expect(scene.accessors[attributes['POSITION']!]!.count).toBe(report.vertexCount);
    expect(scene.accessors[indices]!.count).toBe(3 * report.triangleCount);
  });

  it('should refuse what a GLB cannot hold by its name before a byte is written', async () => {
    const { mesh } = readStoredModel(join(directory, 'mesh.bin'));
    const huge = { ...mesh, vertexCount: 120e6, triangleCount: 240e6 };
    const sink = new FileSink({ write: refuse, datasync: refuse });
    await expect(writeGlb(huge, sink)).rejects.toMatchObject({
      code: 'TRIANGLE_LIMIT_EXCEEDED',
      message: expect.stringContaining('choose another format') as string,
    });
  });

  it('should keep edges sharp in the preview: flat walls, flat border, flat base', async () => {
    const { scene, read } = takeApart(await readFile(join(directory, 'preview.glb')));
    const { POSITION, NORMAL } = scene.meshes[0]!.primitives[0]!.attributes;
    const normalsAtOrigin = Array.from({ length: scene.accessors[POSITION!]!.count }, (_, vertex) => vertex)
      .filter((vertex) => read(POSITION!, vertex).every((value) => value === 0))
      .map((vertex) => read(NORMAL!, vertex).map((value) => Math.round(value * 1e6) / 1e6 + 0));
    expect(normalsAtOrigin).toHaveLength(3);
    expect(normalsAtOrigin).toEqual(
      expect.arrayContaining([
        [-1, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
      ]),
    );
  });

  it('should carry the thumbnail in 3MF, where its relationships say', async () => {
    const parts = unzipSync(bytesOf('3mf'));
    const text = (name: string): string => Buffer.from(parts[name]!).toString('utf8');
    const target = /Target="\/(\S+)" Type="\S+\/relationships\/metadata\/thumbnail"/.exec(
      text('_rels/.rels'),
    )![1]!;
    expect(Buffer.from(parts[target]!).equals(await readFile(join(directory, 'thumbnail.png')))).toBe(true);
    expect(text('[Content_Types].xml')).toContain('<Default Extension="png" ContentType="image/png"/>');
    expect(text('3D/3dmodel.model')).toContain('<metadata name="Application">Relievo</metadata>');
  });
});
