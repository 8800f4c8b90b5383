import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';

import { inspectMesh } from '../mesh/check-mesh.js';
import { sourceOf } from '../mesh/mesh-source.js';
import type { Mesh } from '../mesh/mesh.js';
import { writeDurably } from './byte-sink.js';
import type { FileModel } from './file-model.js';
import { FORMAT_NAMES, MODEL_FORMATS, type FormatName } from './model-formats.js';
import { readModel } from './read-model.js';
import { UnreadableModelError } from './unreadable-model.js';

/** A tetrahedron with its right angle at the origin, its legs 3, 4 and 5 long. */
const CORNER: Mesh = {
  positions: Float32Array.of(0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5),
  indices: Uint32Array.of(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3),
};

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'relievo-read-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

let fileCount = 0;

async function read(format: FormatName, content: string | Uint8Array): Promise<FileModel> {
  const path = join(directory, `${fileCount++}.${format}`);
  await writeFile(path, content);
  return readModel(path, format);
}

async function writeCorner(format: FormatName): Promise<Buffer> {
  const path = join(directory, `${fileCount++}.${format}`);
  await writeDurably(path, (sink) => MODEL_FORMATS[format].write(sourceOf(CORNER), sink, null));
  return readFile(path);
}

/** Volume and box in millimetres, of a mesh that has no defect. */
function measure({ mesh, mmPerUnit }: FileModel) {
  const { facts, defects } = inspectMesh(mesh);
  expect(Object.values(defects).every((count) => count === 0)).toBe(true);
  const { width, height, depth } = facts.boundingBoxMm;
  return {
    volume: facts.volumeMm3 * mmPerUnit ** 3,
    box: [width, height, depth].map((side) => side * mmPerUnit),
  };
}

describe('reading models', () => {
  it.each(FORMAT_NAMES)('should read the %s that is written here to the bit', async (format) => {
    const model = await read(format, await writeCorner(format));
    expect(measure(model)).toEqual({ volume: 10, box: [3, 4, 5] });
    expect(model.mmPerUnit).toBe(1);
  });

  it('should read a text STL, however its numbers are spelt', async () => {
    const facet = (corners: string[]) =>
      `facet normal 0 0 0\n outer loop\n${corners.map((corner) => `  vertex ${corner}\r\n`).join('')} endloop\nendfacet\n`;
    const [a, b, c, d] = ['0 0 0', '3.0e0 0 0', '0 +4 0', '0 0 5'] as const;
    const faces = [
      [a, c, b],
      [a, b, d],
      [a, d, c],
      [b, c, d],
    ];
    const model = await read('stl', `solid corner\n${faces.map(facet).join('')}endsolid\n`);
    expect(measure(model).volume).toBe(10);
  });

  it('should read polygons, references backwards and further numbers of an OBJ', async () => {
    const model = await read(
      'obj',
      '# box\nv 0 0 0\nv 2 0 0\nv 2 2 0 1.0\nv 0 2 0\nv 0 0 2\nv 2 0 2\nv 2 2 2\nv 0 2 2\n' +
        'f 4/1/1 3/1/1 2/1/1 1/1/1\nf 5//1 6//1 7//1 8//1\nf 1 2 6 5\nf 2 3 7 6\nf 3 4 8 7\nf -5 -8 -4 -1\n',
    );
    expect(measure(model)).toEqual({ volume: 8, box: [2, 2, 2] });
  });

  it('should read a text PLY and a big-endian one, with elements and properties it does not know', async () => {
    const header = (format: string) =>
      `ply\nformat ${format} 1.0\ncomment c\nelement camera 1\nproperty uchar id\nelement vertex 4\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nelement face 4\nproperty list uchar int vertex_index\nend_header\n`;
    const faces = ['0 2 1', '0 1 3', '0 3 2', '1 2 3'].map((face) => `3 ${face}\n`).join('');
    const text = await read('ply', `${header('ascii')}7\n0 0 0 9\n3 0 0 9\n0 4 0 9\n0 0 5 9\n${faces}`);
    expect(measure(text).volume).toBe(10);

    const body = Buffer.alloc(1 + 4 * 13 + 4 * 13);
    for (let vertex = 0; vertex < 4; vertex++) {
      for (let axis = 0; axis < 3; axis++) {
        body.writeFloatBE(CORNER.positions[3 * vertex + axis]!, 1 + 13 * vertex + 4 * axis);
      }
      body[53 + 13 * vertex] = 3;
      for (let corner = 0; corner < 3; corner++) {
        body.writeInt32BE(CORNER.indices[3 * vertex + corner]!, 54 + 13 * vertex + 4 * corner);
      }
    }
    const binary = await read('ply', Buffer.concat([Buffer.from(header('binary_big_endian')), body]));
    expect(measure(binary).volume).toBe(10);
  });

  it('should put the parts of a GLB where its nodes put them, mirrored ones included', async () => {
    const glb = packGlb({
      asset: { version: '2.0' },
      scenes: [{ nodes: [0] }],
      nodes: [
        { children: [1, 2], scale: [0.001, 0.001, 0.001] },
        { mesh: 0 },
        { mesh: 0, translation: [-1, 0, 0], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2], scale: [1, -2, 1] },
      ],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
      accessors: [
        { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' },
        { bufferView: 1, componentType: 5125, count: 12, type: 'SCALAR' },
      ],
      bufferViews: [
        { buffer: 0, byteLength: 48 },
        { buffer: 0, byteOffset: 48, byteLength: 48 },
      ],
      buffers: [{ byteLength: 96 }],
    });
    const { mesh, mmPerUnit } = await read('glb', glb);
    const { facts, defects } = inspectMesh(mesh);
    expect(defects['inwardShellCount']).toBe(0);
    expect(facts.shellCount).toBe(2);
    expect(facts.volumeMm3 * mmPerUnit ** 3).toBeCloseTo(30, 4);
    // A quarter turn takes −y to +x: twice 4 from −1 on.
    expect(facts.boundingBoxMm.width * mmPerUnit).toBeCloseTo(8, 5);
  });

  it('should read units, components and transforms of a 3MF', async () => {
    const vertices = ['0 0 0', '3 0 0', '0 4 0', '0 0 5']
      .map((place) => place.split(' '))
      .map(([x, y, z]) => `<m:vertex x='${x!}' y="${y!}" z="${z!}" />`);
    const triangles = ['0 2 1', '0 1 3', '0 3 2', '1 2 3']
      .map((face) => face.split(' '))
      .map(([a, b, c]) => `<triangle v1="${a!}" v2="${b!}" v3="${c!}"/>`);
    const model = `<?xml version="1.0"?><model unit="centimeter"><!-- <vertex x="9"/> --><resources>
      <object id="1"><mesh><vertices>${vertices.join('')}</vertices><triangles>${triangles.join('')}</triangles></mesh></object>
      <object id="2"><components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 10 0 0"/></components></object>
      </resources><build><item objectid="1"/><item objectid="2" transform="2 0 0 0 2 0 0 0 2 0 0 0"/></build></model>`;
    const archive = zipSync({ '3D/3dmodel.model': strToU8(model) });
    expect(measure(await read('3mf', archive))).toEqual({ volume: 90_000, box: [260, 80, 100] });
  });

  it.each<[string, FormatName, string | Uint8Array, RegExp]>([
    ['an empty file', 'stl', '', /too short/],
    ['a picture', 'stl', Buffer.alloc(400, 7), /claims \d+ triangles/],
    ['no triangle', 'stl', 'solid nothing\nendsolid\n', /no triangles/],
    ['half a triangle', 'stl', 'solid x\nvertex 0 0 0\nvertex 1 0 0\n', /within a triangle/],
    ['a corner that is a word', 'stl', 'solid x\nvertex 0 zero 0\n', /no place/],
    ['a vertex beyond the last', 'obj', 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 4\n', /vertex 3 of 3/],
    ['a face of no vertex', 'obj', 'v 0 0 0\nf 0 1 1\n', /corner "0"/],
    ['no header', 'ply', 'plyers\n', /no header/],
    ['a header that claims billions', 'ply', plyClaiming('4000000000'), /before all/],
    ['a header that claims a word', 'ply', plyClaiming('many'), /claims "many"/],
    ['no description', 'glb', Buffer.from('glTF\u0002\0\0\0\u000c\0\0\0'), /without its description/],
    ['a description of nonsense', 'glb', packGlb({ nodes: [1] }), /not one of glTF/],
    [
      'a node within itself',
      'glb',
      packGlb({ nodes: [{ children: [0] }], scenes: [{ nodes: [0] }] }),
      /without end/,
    ],
    [
      'nodes that stand for billions',
      'glb',
      packGlb({
        nodes: Array.from({ length: 40 }, (_, index) =>
          index < 39 ? { children: [index + 1, index + 1] } : {},
        ),
        scenes: [{ nodes: [0] }],
      }),
      /too often/,
    ],
    ['a zip of something else', '3mf', zipSync({ 'a.txt': strToU8('a') }), /no model part/],
    ['no zip', '3mf', 'PK', /no zip/],
    [
      'an object of itself',
      '3mf',
      zipSync({
        '3D/3dmodel.model': strToU8(
          '<model><object id="1"><component objectid="1"/></object><item objectid="1"/></model>',
        ),
      }),
      /without end/,
    ],
    [
      'a file that unpacks to a thousand times itself',
      '3mf',
      zipSync({ '3D/3dmodel.model': new Uint8Array(2 ** 25) }, { level: 9 }),
      /far too large/,
    ],
  ])('should say what is wrong with %s', async (_, format, content, message) => {
    await expect(read(format, content)).rejects.toThrow(UnreadableModelError);
    await expect(read(format, content)).rejects.toThrow(message);
  });

  it('should read a file with any byte changed, or say that it cannot', async () => {
    for (const format of FORMAT_NAMES) {
      const sound = await writeCorner(format);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(sound.length - 1),
          fc.integer({ min: 0, max: 255 }),
          fc.nat(sound.length),
          async (at, value, length) => {
            const broken = Buffer.from(sound);
            broken[at] = value;
            for (const bytes of [broken, sound.subarray(0, length)]) {
              try {
                const { mesh } = await read(format, bytes);
                expect(mesh.indices.every((vertex) => vertex < mesh.positions.length / 3)).toBe(true);
              } catch (error) {
                expect(error).toBeInstanceOf(UnreadableModelError);
              }
            }
          },
        ),
        { numRuns: 60 },
      );
    }
  });
});

function plyClaiming(count: string): string {
  return `ply\nformat binary_little_endian 1.0\nelement vertex ${count}\nproperty float x\nend_header\n`;
}

/** A GLB of this description with the tetrahedron as its binary part. */
function packGlb(description: object): Buffer {
  const text = JSON.stringify(description);
  const json = Buffer.from(text.padEnd(4 * Math.ceil(text.length / 4)));
  const binary = Buffer.concat([Buffer.from(CORNER.positions.buffer), Buffer.from(CORNER.indices.buffer)]);
  const words = (...values: number[]) => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index));
    return bytes;
  };
  return Buffer.concat([
    words(0x46546c67, 2, 12 + 8 + json.length + 8 + binary.length),
    words(json.length, 0x4e4f534a),
    json,
    words(binary.length, 0x004e4942),
    binary,
  ]);
}
