import { collectMesh, type MeshSource } from '../mesh/mesh-source.js';
import { vertexCountOf, type Mesh } from '../mesh/mesh.js';
import { splitNormals } from '../mesh/split-normals.js';
import { ModellingError } from '../modelling.errors.js';
import type { ByteSink } from './byte-sink.js';
import { COLOR_BYTES, describeScene, type SceneSize } from './describe-scene.js';
import { SRGB_TO_LINEAR } from './srgb-to-linear.js';
import { writeWords } from './write-arrays.js';
import { writeText } from './write-lines.js';

const [MAGIC, VERSION, JSON_CHUNK, BIN_CHUNK] = [0x46546c67, 2, 0x4e4f534a, 0x004e4942];

/** The header of the file and of its two chunks. */
const HEADER_BYTES = 12 + 8 + 8;

/**
 * Writes binary glTF 2.0. The vertices keep the millimetres of the other formats, bit by bit; the node scales
 * them to metres and centres them. The picture stands upright and faces +Z, as glTF has its front there.
 *
 * @throws ModellingError `TRIANGLE_LIMIT_EXCEEDED` if the file would reach 4 GiB, which its header cannot say
 */
export async function writeGlb(source: MeshSource, sink: ByteSink): Promise<void> {
  const mesh = collectMesh(source);
  const shaded = splitNormals(mesh);
  const size: SceneSize = {
    box: source.box,
    vertexCount: vertexCountOf(mesh) + shaded.addedAt.length,
    cornerCount: shaded.indices.length,
    isColored: mesh.colors !== undefined,
    isUpright: source.isUpright === true,
  };
  const { scene, binaryBytes } = describeScene(size);
  const json = pad(JSON.stringify(scene));
  const fileBytes = HEADER_BYTES + json.length + binaryBytes;
  if (fileBytes >= 2 ** 32) throw tooLarge(source.triangleCount);
  await writeHeader(sink, [MAGIC, VERSION, fileBytes]);
  await writeHeader(sink, [json.length, JSON_CHUNK]);
  await writeText(sink, json);
  await writeHeader(sink, [binaryBytes, BIN_CHUNK]);
  await writeWords(sink, [
    mesh.positions,
    pickPositions(mesh, shaded.addedAt),
    shaded.normals,
    shaded.addedNormals,
    shaded.indices,
  ]);
  if (mesh.colors) await writeColors(sink, mesh.colors, shaded.addedAt);
}

function tooLarge(triangleCount: number): ModellingError {
  const message = `A GLB file ends at 4 GiB, too early for ${triangleCount} triangles; choose another format.`;
  return new ModellingError('TRIANGLE_LIMIT_EXCEEDED', message, { triangleCount });
}

/** Chunks are whole words; JSON is filled up with spaces. */
function pad(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4);
}

async function writeHeader(sink: ByteSink, words: number[]): Promise<void> {
  for (const [index, word] of words.entries()) sink.view.setUint32(4 * index, word, true);
  await sink.flush(4 * words.length);
}

function pickPositions({ positions }: Mesh, vertices: Uint32Array): Float32Array {
  const picked = new Float32Array(3 * vertices.length);
  for (let index = 0; index < vertices.length; index++) {
    const place = 3 * vertices[index]!;
    picked[3 * index] = positions[place]!;
    picked[3 * index + 1] = positions[place + 1]!;
    picked[3 * index + 2] = positions[place + 2]!;
  }
  return picked;
}

/** Writes linear colours, those of the mesh's vertices and then those of the added ones. */
async function writeColors(sink: ByteSink, colors: Uint8Array, addedAt: Uint32Array): Promise<void> {
  const vertexCount = colors.length / 3;
  const count = vertexCount + addedAt.length;
  for (let vertex = 0; vertex < count;) {
    const { view } = sink;
    let next = 0;
    for (; vertex < count && next < view.byteLength; vertex++, next += COLOR_BYTES) {
      const place = 3 * (vertex < vertexCount ? vertex : addedAt[vertex - vertexCount]!);
      view.setUint16(next, SRGB_TO_LINEAR[colors[place]!]!, true);
      view.setUint16(next + 2, SRGB_TO_LINEAR[colors[place + 1]!]!, true);
      view.setUint16(next + 4, SRGB_TO_LINEAR[colors[place + 2]!]!, true);
      view.setUint16(next + 6, 0, true);
    }
    await sink.flush(next);
  }
}
