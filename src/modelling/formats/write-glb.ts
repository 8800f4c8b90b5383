import { findBoundingBox } from '../mesh/bounding-box.js';
import { splitNormals, type ShadedMesh } from '../mesh/split-normals.js';
import { collectMesh, type MeshSource } from '../mesh/mesh-source.js';
import type { ByteSink } from './byte-sink.js';
import { writeWords } from './write-arrays.js';
import { writeText } from './write-lines.js';

const METRES_PER_MM = 0.001;
const [FLOAT, UNSIGNED_INT, ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER] = [5126, 5125, 34962, 34963];
const [MAGIC, VERSION, JSON_CHUNK, BIN_CHUNK] = [0x46546c67, 2, 0x4e4f534a, 0x004e4942];

/**
 * Writes binary glTF 2.0. The vertices keep the millimetres of the other formats, bit by bit; the node scales
 * them to metres and centres them. The picture stands upright and faces +Z, as glTF has its front there.
 */
export async function writeGlb(mesh: MeshSource, sink: ByteSink): Promise<void> {
  const shaded = splitNormals(collectMesh(mesh));
  const json = pad(JSON.stringify(describeScene(shaded)));
  const binaryBytes = shaded.positions.byteLength + shaded.normals.byteLength + shaded.indices.byteLength;
  await writeHeader(sink, [MAGIC, VERSION, 12 + 8 + json.length + 8 + binaryBytes]);
  await writeHeader(sink, [json.length, JSON_CHUNK]);
  await writeText(sink, json);
  await writeHeader(sink, [binaryBytes, BIN_CHUNK]);
  await writeWords(sink, [shaded.positions, shaded.normals, shaded.indices]);
}

/** Chunks are whole words; JSON is filled up with spaces. */
function pad(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4);
}

async function writeHeader(sink: ByteSink, words: number[]): Promise<void> {
  for (const [index, word] of words.entries()) sink.view.setUint32(4 * index, word, true);
  await sink.flush(4 * words.length);
}

function describeScene({ positions, normals, indices }: ShadedMesh): object {
  const { lower, upper } = findBoundingBox(positions);
  const translation = lower.map((low, axis) => -METRES_PER_MM * 0.5 * (low + upper[axis]!));
  const vertexCount = positions.length / 3;
  const vector = { componentType: FLOAT, count: vertexCount, type: 'VEC3' };
  const normalsStart = positions.byteLength;
  const indicesStart = normalsStart + normals.byteLength;
  return {
    asset: { version: '2.0', generator: 'Relievo' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: 'model', mesh: 0, translation, scale: [METRES_PER_MM, METRES_PER_MM, METRES_PER_MM] }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1 }, indices: 2, material: 0 }] }],
    materials: [
      {
        pbrMetallicRoughness: {
          baseColorFactor: [0.8, 0.78, 0.74, 1],
          metallicFactor: 0,
          roughnessFactor: 0.7,
        },
      },
    ],
    accessors: [
      { bufferView: 0, ...vector, min: lower, max: upper },
      { bufferView: 1, ...vector },
      { bufferView: 2, componentType: UNSIGNED_INT, count: indices.length, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: positions.byteLength, target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: normalsStart, byteLength: normals.byteLength, target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: indicesStart, byteLength: indices.byteLength, target: ELEMENT_ARRAY_BUFFER },
    ],
    buffers: [{ byteLength: indicesStart + indices.byteLength }],
  };
}
