import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryDirectory } from '../../../test/support/temporary-directory.js';
import type { HeightGrid } from '../mesh/height-grid.js';
import { meshHeightGrid } from '../mesh/mesh-height-grid.js';
import { collectMesh, sourceOf, type MeshSource } from '../mesh/mesh-source.js';
import { streamHeightGrid } from '../mesh/stream-height-grid.js';
import { writeDurably } from './byte-sink.js';
import { readStoredModel } from './read-stored-model.js';
import { writeStoredModel } from './stored-model.js';

const THUMBNAIL = Buffer.from('a picture');

const GRID: HeightGrid = {
  xs: Float32Array.from([0, 1, 3.5]),
  ys: Float32Array.from([2, 0.7, 0.4, 0]),
  heights: Float32Array.from([1, 2, 3, 2, 2.5, 1, 7, 6, 5, 1, 2, 1.25]),
};

async function store(mesh: MeshSource): Promise<string> {
  const path = join(await temporaryDirectory('stored'), 'mesh.bin');
  await writeDurably(path, (sink) => writeStoredModel({ mesh, thumbnail: THUMBNAIL }, sink));
  return path;
}

function colorsFor(mesh: MeshSource): Uint8Array {
  return Uint8Array.from({ length: 3 * mesh.vertexCount }, (_, index) => 7 * index);
}

describe('a stored model', () => {
  const held = sourceOf(meshHeightGrid(GRID));
  const streamed = streamHeightGrid(GRID);

  it.each<[string, MeshSource]>([
    ['a mesh', held],
    ['a mesh that stands', { ...held, isUpright: true }],
    ['a mesh with colours', { ...held, colors: colorsFor(held) }],
    ['a grid', streamed],
    ['a grid with colours', { ...streamed, colors: colorsFor(streamed) }],
  ])('should come back as it was: %s', async (_, mesh) => {
    const read = readStoredModel(await store(mesh));
    expect(collectMesh(read.mesh)).toEqual(collectMesh(mesh));
    expect(read.mesh.box).toEqual(mesh.box);
    expect(read.mesh.isUpright).toBe(mesh.isUpright);
    expect(read.mesh.colors && Array.from(read.mesh.colors)).toEqual(mesh.colors && Array.from(mesh.colors));
    expect(read.mesh.grid).toEqual(mesh.grid);
    expect(Buffer.from(read.thumbnail).equals(THUMBNAIL)).toBe(true);
  });

  it('should take only the room of its heights where it is a grid', async () => {
    const bytes = await readFile(await store(streamed));
    expect(bytes.length).toBe(24 + THUMBNAIL.length + 4 * (3 + 4 + 12));
  });

  it('should be refused where it ends too early or is of another version', async () => {
    const path = await store(streamed);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
    expect(() => readStoredModel(path)).toThrow('ends too early');
    bytes.writeUInt32LE(2, 4);
    await writeFile(path, bytes);
    expect(() => readStoredModel(path)).toThrow('version');
  });
});
