import type { Gltf } from './parse-gltf.js';
import { unreadableModel } from './unreadable-model.js';

/** Bytes and reader of the component types of glTF that positions and indices may have. */
const COMPONENTS: Record<number, readonly [bytes: number, read: (view: DataView, at: number) => number]> = {
  5121: [1, (view, at) => view.getUint8(at)],
  5123: [2, (view, at) => view.getUint16(at, true)],
  5125: [4, (view, at) => view.getUint32(at, true)],
  5126: [4, (view, at) => view.getFloat32(at, true)],
};

const TYPES: Record<number, string> = { 1: 'SCALAR', 3: 'VEC3' };

/** The values of an accessor of `width` components each, all within the binary part. */
export function readAccessor(
  gltf: Gltf,
  binary: Buffer,
  index: number | undefined,
  width: 1 | 3,
): Float64Array {
  const accessor = index === undefined ? undefined : gltf.accessors[index];
  const bufferView = accessor?.bufferView === undefined ? undefined : gltf.bufferViews[accessor.bufferView];
  const component = accessor === undefined ? undefined : COMPONENTS[accessor.componentType];
  if (accessor === undefined || bufferView === undefined || component === undefined) {
    throw unreadableModel('has triangles whose numbers are missing or packed in an unknown way');
  }
  const { count, type } = accessor;
  const [bytes, read] = component;
  const start = (bufferView.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
  const stride = bufferView.byteStride ?? width * bytes;
  const end = start + (count - 1) * stride + width * bytes;
  const isSound = [start, count, stride, end].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!isSound || type !== TYPES[width] || stride < width * bytes || end > binary.length) {
    throw unreadableModel('has numbers that do not lie within it');
  }
  const view = new DataView(binary.buffer, binary.byteOffset, binary.byteLength);
  const values = new Float64Array(count * width);
  for (let item = 0, next = 0; item < count; item++) {
    for (let axis = 0; axis < width; axis++)
      values[next++] = read(view, start + item * stride + axis * bytes);
  }
  return values;
}
