import { unreadableModel } from './unreadable-model.js';

export interface GltfNode {
  mesh?: number;
  children?: number[];
  matrix?: number[];
  translation?: number[];
  rotation?: number[];
  scale?: number[];
}

export interface GltfAccessor {
  bufferView?: number;
  byteOffset?: number;
  componentType: number;
  count: number;
  type: string;
}

/** What of a glTF's JSON is looked at, its lists never missing. */
export interface Gltf {
  scene?: number;
  scenes: { nodes?: number[] }[];
  nodes: GltfNode[];
  meshes: { primitives: { attributes: Record<string, number>; indices?: number; mode?: number }[] }[];
  accessors: GltfAccessor[];
  bufferViews: { byteOffset?: number; byteLength: number; byteStride?: number }[];
}

const [MAGIC, JSON_CHUNK, BIN_CHUNK] = [0x46546c67, 0x4e4f534a, 0x004e4942];
const [HEADER_BYTES, CHUNK_HEADER_BYTES] = [12, 8];

/** Longer JSON describes no model that this could be asked about. */
const LONGEST_JSON = 1 << 26;

/** Takes a GLB apart. @throws UnreadableModelError */
export function parseGltf(bytes: Buffer): { gltf: Gltf; binary: Buffer } {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== 2) {
    throw unreadableModel('is no binary glTF 2.0');
  }
  const json = takeChunk(bytes, HEADER_BYTES, JSON_CHUNK);
  if (json === null || json.length > LONGEST_JSON) throw unreadableModel('is a GLB without its description');
  const binary = takeChunk(bytes, HEADER_BYTES + CHUNK_HEADER_BYTES + json.length, BIN_CHUNK);
  return { gltf: readDescription(json), binary: binary ?? Buffer.alloc(0) };
}

function takeChunk(bytes: Buffer, start: number, type: number): Buffer | null {
  if (start + CHUNK_HEADER_BYTES > bytes.length) return null;
  if (bytes.readUInt32LE(start + 4) !== type) return null;
  const end = start + CHUNK_HEADER_BYTES + bytes.readUInt32LE(start);
  if (end > bytes.length) throw unreadableModel('ends before all that its header claims');
  return bytes.subarray(start + CHUNK_HEADER_BYTES, end);
}

function readDescription(json: Buffer): Gltf {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json.toString('utf8'));
  } catch (cause) {
    throw unreadableModel('is a GLB whose description is no JSON', cause);
  }
  if (!isDescription(parsed)) throw unreadableModel('is a GLB whose description is not one of glTF');
  return { ...parsed, ...completeLists(parsed) };
}

const LISTS = ['scenes', 'nodes', 'meshes', 'accessors', 'bufferViews'] as const;

function completeLists(parsed: Partial<Gltf>): Pick<Gltf, (typeof LISTS)[number]> {
  const { scenes = [], nodes = [], meshes = [], accessors = [], bufferViews = [] } = parsed;
  return { scenes, nodes, meshes, accessors, bufferViews };
}

/** Whether every list that is there is a list of objects with numbers where numbers belong. */
function isDescription(value: unknown): value is Partial<Gltf> {
  if (!isRecord(value)) return false;
  const areLists = LISTS.every((name) => {
    const list = value[name];
    return list === undefined || (Array.isArray(list) && list.every(isRecord));
  });
  if (!areLists) return false;
  const { nodes = [], meshes = [], scenes = [] } = value as Partial<Gltf>;
  return (
    nodes.every(({ children, matrix, translation, rotation, scale }) => {
      const hasLength = (list: unknown, length: number): boolean =>
        list === undefined || (isNumbers(list) && list.length === length);
      return (
        (children === undefined || isNumbers(children)) &&
        hasLength(matrix, 16) &&
        hasLength(translation, 3) &&
        hasLength(rotation, 4) &&
        hasLength(scale, 3)
      );
    }) &&
    scenes.every(({ nodes: roots }) => roots === undefined || isNumbers(roots)) &&
    meshes.every(
      ({ primitives }) =>
        Array.isArray(primitives) &&
        primitives.every((primitive) => isRecord(primitive) && isRecord(primitive['attributes'])),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
