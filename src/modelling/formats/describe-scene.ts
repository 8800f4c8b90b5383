import type { MeshSource } from '../mesh/mesh-source.js';

const METRES_PER_MM = 0.001;
const [FLOAT, UNSIGNED_SHORT, UNSIGNED_INT] = [5126, 5123, 5125];
const [ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER] = [34962, 34963];

/** Position and normal of a vertex take as much, and so does a triangle. */
const VECTOR_BYTES = 12;

/** Three linear 16-bit values and what fills them up to whole words, as glTF has attributes begin. */
export const COLOR_BYTES = 8;

/** Of the lists in the one buffer, in their order: the views of bytes and what they hold. */
class BufferParts {
  readonly views: object[] = [];
  readonly accessors: object[] = [];
  sizeBytes = 0;

  /** Adds a list behind those before; returns its number. */
  add(byteLength: number, view: object, accessor: object): number {
    this.views.push({ buffer: 0, byteOffset: this.sizeBytes, byteLength, ...view });
    this.sizeBytes += byteLength;
    return this.accessors.push({ bufferView: this.accessors.length, ...accessor }) - 1;
  }
}

/**
 * The JSON of a glTF scene with one mesh; its one buffer has positions, normals if there are any, vertex
 * numbers, then colours if there are any.
 */
export function describeScene(
  source: MeshSource,
  hasNormals: boolean,
): { scene: object; binaryBytes: number } {
  const { box, vertexCount, triangleCount } = source;
  const { lower, upper } = box;
  const isColored = source.colors !== null;
  const parts = new BufferParts();
  const attribute = { target: ARRAY_BUFFER };
  const vector = { componentType: FLOAT, count: vertexCount, type: 'VEC3' };
  const vectorsBytes = VECTOR_BYTES * vertexCount;
  const attributes: Record<string, number> = {
    POSITION: parts.add(vectorsBytes, attribute, { ...vector, min: lower, max: upper }),
  };
  if (hasNormals) attributes['NORMAL'] = parts.add(vectorsBytes, attribute, vector);
  const indices = parts.add(
    VECTOR_BYTES * triangleCount,
    { target: ELEMENT_ARRAY_BUFFER },
    { componentType: UNSIGNED_INT, count: 3 * triangleCount, type: 'SCALAR' },
  );
  if (isColored) {
    attributes['COLOR_0'] = parts.add(
      COLOR_BYTES * vertexCount,
      { ...attribute, byteStride: COLOR_BYTES },
      { ...vector, componentType: UNSIGNED_SHORT, normalized: true },
    );
  }
  const scene = {
    asset: { version: '2.0', generator: 'Relievo' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: 'model', mesh: 0, ...placeModel(source) }],
    meshes: [{ primitives: [{ attributes, indices, material: 0 }] }],
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
    accessors: parts.accessors,
    bufferViews: parts.views,
    buffers: [{ byteLength: parts.sizeBytes }],
  };
  return { scene, binaryBytes: parts.sizeBytes };
}

/** Centres the model and scales it to metres. A quarter turn is given as a matrix, whose numbers are exact. */
function placeModel({ box, isUpright }: MeshSource): object {
  const { lower, upper } = box;
  const scale = METRES_PER_MM;
  const centre = lower.map((low, axis) => scale * 0.5 * (low + upper[axis]!)) as [number, number, number];
  if (!isUpright) return { translation: centre.map((value) => -value), scale: [scale, scale, scale] };
  const [x, y, z] = centre;
  return { matrix: [scale, 0, 0, 0, 0, 0, -scale, 0, 0, scale, 0, 0, -x, -z, y, 1] };
}
