import type { Format } from './wire.js';

/** The content type of each format's file. */
export const MODEL_TYPES: Readonly<Record<Format, string>> = {
  stl: 'model/stl',
  obj: 'model/obj',
  ply: 'application/octet-stream',
  glb: 'model/gltf-binary',
  '3mf': 'model/3mf',
};

/** What the bytes of a model file are, by their own account; null where they are none of the five. */
export function formatOf(bytes: Buffer): Format | null {
  const head = bytes.subarray(0, 4).toString('latin1');
  if (head === 'glTF') return bytes.readUInt32LE(8) === bytes.length ? 'glb' : null;
  if (head === 'ply\n') return 'ply';
  if (head === 'PK\u0003\u0004') return '3mf';
  if (bytes.length >= 84 && bytes.length === 84 + 50 * bytes.readUInt32LE(80)) return 'stl';
  return /^v [-\d.]/m.test(bytes.subarray(0, 1000).toString('latin1')) ? 'obj' : null;
}
