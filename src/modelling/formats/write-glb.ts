import type { MeshSource } from '../mesh/mesh-source.js';
import { ModellingError } from '../modelling.errors.js';
import type { ByteSink } from './byte-sink.js';
import { COLOR_BYTES, describeScene } from './describe-scene.js';
import { shadeSource } from './shade-source.js';
import { SRGB_TO_LINEAR } from './srgb-to-linear.js';
import { writeWords } from './write-arrays.js';
import { writeText } from './write-lines.js';

const [MAGIC, VERSION, JSON_CHUNK, BIN_CHUNK] = [0x46546c67, 2, 0x4e4f534a, 0x004e4942];

/** The header of the file and of its two chunks. */
const HEADER_BYTES = 12 + 8 + 8;

/**
 * Writes binary glTF 2.0. The vertices keep the millimetres of the other formats, bit by bit; the node scales
 * them to metres and centres them. The picture stands upright and faces +Z, as glTF has its front there. There
 * are no normals: a reader then shades every triangle flat (glTF 2.0, 3.7.2.1), and each vertex comes once, so
 * that the solid is closed by its numbers too.
 *
 * @throws ModellingError `TRIANGLE_LIMIT_EXCEEDED` if the file would reach 4 GiB, which its header cannot say
 */
export async function writeGlb(source: MeshSource, sink: ByteSink): Promise<void> {
  await writeScene(source, null, sink);
}

/** Writes the same for looking at: with normals, and vertices apart at creases. Holds the mesh. */
export async function writeShadedGlb(source: MeshSource, sink: ByteSink): Promise<void> {
  const shaded = shadeSource(source);
  await writeScene(shaded.source, shaded.normals, sink);
}

async function writeScene(source: MeshSource, normals: Float32Array | null, sink: ByteSink): Promise<void> {
  const { scene, binaryBytes } = describeScene(source, normals !== null);
  const json = pad(JSON.stringify(scene));
  const fileBytes = HEADER_BYTES + json.length + binaryBytes;
  if (fileBytes >= 2 ** 32) throw tooLarge(source.triangleCount);
  await writeWords(sink, [Uint32Array.of(MAGIC, VERSION, fileBytes, json.length, JSON_CHUNK)]);
  await writeText(sink, json);
  await writeWords(sink, [Uint32Array.of(binaryBytes, BIN_CHUNK)]);
  await writeWords(sink, source.positions());
  if (normals) await writeWords(sink, [normals]);
  await writeWords(sink, source.triangles());
  if (source.colors) await writeColors(sink, source.colors);
}

function tooLarge(triangleCount: number): ModellingError {
  const message = `A GLB file ends at 4 GiB, too early for ${triangleCount} triangles; choose another format.`;
  return new ModellingError('TRIANGLE_LIMIT_EXCEEDED', message, { triangleCount });
}

/** Chunks are whole words; JSON is filled up with spaces. */
function pad(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4);
}

/** Writes the colours of the vertices as linear light. */
async function writeColors(sink: ByteSink, colors: Uint8Array): Promise<void> {
  for (let place = 0; place < colors.length;) {
    const { view } = sink;
    let next = 0;
    for (; place < colors.length && next < view.byteLength; place += 3, next += COLOR_BYTES) {
      view.setUint16(next, SRGB_TO_LINEAR[colors[place]!]!, true);
      view.setUint16(next + 2, SRGB_TO_LINEAR[colors[place + 1]!]!, true);
      view.setUint16(next + 4, SRGB_TO_LINEAR[colors[place + 2]!]!, true);
      view.setUint16(next + 6, 0, true);
    }
    await sink.flush(next);
  }
}
