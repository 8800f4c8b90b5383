import type { BoundingBox } from '../mesh/bounding-box.js';

const METRES_PER_MM = 0.001;
const [FLOAT, UNSIGNED_SHORT, UNSIGNED_INT] = [5126, 5123, 5125];
const [ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER] = [34962, 34963];

/** Position and normal of a vertex take as much, and so does a triangle. */
const VECTOR_BYTES = 12;

/** Three linear 16-bit values and what fills them up to whole words, as glTF has attributes begin. */
export const COLOR_BYTES = 8;

export interface SceneSize {
  box: BoundingBox;
  vertexCount: number;
  cornerCount: number;
  isColored: boolean;
  /** Whether the model stands in millimetres, where Z is up, and has to be turned to stand in glTF, where Y is. */
  isUpright: boolean;
}

/** The JSON of a glTF scene with one mesh; its one buffer has positions, normals, vertex numbers, then colours. */
export function describeScene(size: SceneSize): { scene: object; binaryBytes: number } {
  const { box, vertexCount, cornerCount, isColored } = size;
  const { lower, upper } = box;
  const vectorsBytes = VECTOR_BYTES * vertexCount;
  const indicesStart = 2 * vectorsBytes;
  const colorsStart = indicesStart + 4 * cornerCount;
  const colorsBytes = isColored ? COLOR_BYTES * vertexCount : 0;
  const binaryBytes = colorsStart + colorsBytes;
  const vector = { componentType: FLOAT, count: vertexCount, type: 'VEC3' };
  const color = { ...vector, componentType: UNSIGNED_SHORT, normalized: true };
  const colorView = {
    buffer: 0,
    byteOffset: colorsStart,
    byteLength: colorsBytes,
    byteStride: COLOR_BYTES,
    target: ARRAY_BUFFER,
  };
  const attributes = { POSITION: 0, NORMAL: 1, ...(isColored && { COLOR_0: 3 }) };
  const scene = {
    asset: { version: '2.0', generator: 'Relievo' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: 'model', mesh: 0, ...placeModel(size) }],
    meshes: [{ primitives: [{ attributes, indices: 2, material: 0 }] }],
    materials: [
      {
        pbrMetallicRoughness: {
          // Multiplied with the colours where there are any.
          baseColorFactor: isColored ? [1, 1, 1, 1] : [0.8, 0.78, 0.74, 1],
          metallicFactor: 0,
          roughnessFactor: 0.7,
        },
      },
    ],
    accessors: [
      { bufferView: 0, ...vector, min: lower, max: upper },
      { bufferView: 1, ...vector },
      { bufferView: 2, componentType: UNSIGNED_INT, count: cornerCount, type: 'SCALAR' },
      ...(isColored ? [{ bufferView: 3, ...color }] : []),
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: vectorsBytes, target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: vectorsBytes, byteLength: vectorsBytes, target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: indicesStart, byteLength: 4 * cornerCount, target: ELEMENT_ARRAY_BUFFER },
      ...(isColored ? [colorView] : []),
    ],
    buffers: [{ byteLength: binaryBytes }],
  };
  return { scene, binaryBytes };
}

/** Centres the model and scales it to metres. A quarter turn is given as a matrix, whose numbers are exact. */
function placeModel({ box, isUpright }: SceneSize): object {
  const { lower, upper } = box;
  const scale = METRES_PER_MM;
  const centre = lower.map((low, axis) => scale * 0.5 * (low + upper[axis]!)) as [number, number, number];
  if (!isUpright) return { translation: centre.map((value) => -value), scale: [scale, scale, scale] };
  const [x, y, z] = centre;
  return { matrix: [scale, 0, 0, 0, 0, 0, -scale, 0, 0, scale, 0, 0, -x, -z, y, 1] };
}
