import type { Mesh } from '../mesh/mesh.js';
import { parseGltf, type Gltf, type GltfNode } from './parse-gltf.js';
import { placeParts, type PlacedMesh } from './place-parts.js';
import type { FileModel } from './file-model.js';
import { readAccessor } from './read-accessor.js';
import { combine, IDENTITY, type Transform } from './transform.js';
import { unreadableModel } from './unreadable-model.js';

const MM_PER_METRE = 1000;

/** The mode of a primitive that lists triangles, which is the one without a mode. */
const TRIANGLES = 4;

/** Deeper trees of nodes are circles. */
const DEEPEST_NODE = 64;

/** More visits to nodes are an attack: a few that share their children can stand for billions. */
const MOST_VISITS = 10_000;

/** Reads the triangles of a binary glTF 2.0 where its nodes put them; its unit is the metre. */
export function readGlb(bytes: Buffer): FileModel {
  const { gltf, binary } = parseGltf(bytes);
  const meshes = new Map<number, Mesh[]>();
  const parts: PlacedMesh[] = [];
  let visitCount = 0;
  const visit = (index: number, outer: Transform, depth: number): void => {
    const node = gltf.nodes[index];
    if (node === undefined) throw unreadableModel(`names node ${index} of ${gltf.nodes.length}`);
    if (++visitCount > MOST_VISITS) throw unreadableModel('repeats its parts too often');
    if (depth > DEEPEST_NODE) throw unreadableModel('has nodes within nodes without end');
    const place = combine(outer, placeOf(node));
    if (node.mesh !== undefined) {
      const primitives = meshes.get(node.mesh) ?? readMesh(gltf, binary, node.mesh);
      meshes.set(node.mesh, primitives);
      parts.push(...primitives.map((mesh) => ({ mesh, place })));
    }
    for (const child of node.children ?? []) visit(child, place, depth + 1);
  };
  const roots = gltf.scenes[gltf.scene ?? 0]?.nodes ?? [...gltf.nodes.keys()];
  for (const root of roots) visit(root, IDENTITY, 0);
  return placeParts(parts, MM_PER_METRE);
}

function readMesh(gltf: Gltf, binary: Buffer, index: number): Mesh[] {
  const mesh = gltf.meshes[index];
  if (mesh === undefined) throw unreadableModel(`names mesh ${index} of ${gltf.meshes.length}`);
  return mesh.primitives
    .filter(({ mode = TRIANGLES }) => mode === TRIANGLES)
    .map(({ attributes, indices }) => {
      const positions = Float32Array.from(readAccessor(gltf, binary, attributes['POSITION'], 3));
      const corners =
        indices === undefined
          ? Uint32Array.from({ length: positions.length / 3 }, (_, corner) => corner)
          : Uint32Array.from(readAccessor(gltf, binary, indices, 1));
      const whole = corners.subarray(0, corners.length - (corners.length % 3));
      if (whole.some((vertex) => vertex >= positions.length / 3)) {
        throw unreadableModel('names vertices that it does not have');
      }
      return { positions, indices: whole };
    });
}

function placeOf({ matrix, translation, rotation, scale }: GltfNode): Transform {
  if (matrix !== undefined) return matrix;
  const [x, y, z, w] = rotation ?? [0, 0, 0, 1];
  const [sx, sy, sz] = scale ?? [1, 1, 1];
  const [tx, ty, tz] = translation ?? [0, 0, 0];
  return [
    (1 - 2 * (y! * y! + z! * z!)) * sx!,
    2 * (x! * y! + z! * w!) * sx!,
    2 * (x! * z! - y! * w!) * sx!,
    0,
    2 * (x! * y! - z! * w!) * sy!,
    (1 - 2 * (x! * x! + z! * z!)) * sy!,
    2 * (y! * z! + x! * w!) * sy!,
    0,
    2 * (x! * z! + y! * w!) * sz!,
    2 * (y! * z! - x! * w!) * sz!,
    (1 - 2 * (x! * x! + y! * y!)) * sz!,
    0,
    tx!,
    ty!,
    tz!,
    1,
  ];
}
