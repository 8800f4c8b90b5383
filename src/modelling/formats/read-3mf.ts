import type { Mesh } from '../mesh/mesh.js';
import { MeshCollector } from './growing-arrays.js';
import { placeParts, type PlacedMesh } from './place-parts.js';
import { readTags } from './read-tags.js';
import { readZipEntry } from './read-zip.js';
import type { FileModel } from './file-model.js';
import { combine, IDENTITY, type Transform } from './transform.js';
import { unreadableModel } from './unreadable-model.js';

const MODEL_PART = '3D/3dmodel.model';

const MM_PER_UNIT: Record<string, number> = {
  micron: 0.001,
  millimeter: 1,
  centimeter: 10,
  inch: 25.4,
  foot: 304.8,
  meter: 1000,
};

/** Deeper components are circles. */
const DEEPEST_COMPONENT = 64;

/** More placements are an attack: a few objects of each other can stand for billions. */
const MOST_PLACEMENTS = 10_000;

interface Placement {
  objectId: string;
  place: Transform;
}

interface Document {
  mmPerUnit: number;
  objects: Map<string, { mesh: MeshCollector; components: Placement[] }>;
  items: Placement[];
}

/** Reads the objects of a 3MF where its build puts them (core specification; one model part). */
export function read3mf(bytes: Buffer): FileModel {
  const part = readZipEntry(bytes, MODEL_PART);
  if (part === null) throw unreadableModel('is no 3MF: it has no model part');
  const { mmPerUnit, objects, items } = readDocument(part);
  const meshes = new Map<string, Mesh>();
  const parts: PlacedMesh[] = [];
  let placementCount = 0;
  const add = ({ objectId, place }: Placement, depth: number): void => {
    const object = objects.get(objectId);
    if (object === undefined)
      throw unreadableModel(`builds the object "${objectId}", which it does not have`);
    if (++placementCount > MOST_PLACEMENTS) throw unreadableModel('repeats its parts too often');
    if (depth > DEEPEST_COMPONENT) throw unreadableModel('has components within components without end');
    if (object.mesh.indices.length > 0) {
      const { positions, indices } = object.mesh;
      const mesh = meshes.get(objectId) ?? { positions: positions.finish(), indices: indices.finish() };
      meshes.set(objectId, mesh);
      parts.push({ mesh, place });
    }
    for (const component of object.components) {
      add({ ...component, place: combine(place, component.place) }, depth + 1);
    }
  };
  for (const item of items) add(item, 0);
  return placeParts(parts, mmPerUnit);
}

function readDocument(part: Buffer): Document {
  const document: Document = { mmPerUnit: 1, objects: new Map(), items: [] };
  let current = { mesh: new MeshCollector(), components: [] as Placement[] };
  for (const { name, attribute } of readTags(part)) {
    switch (name) {
      case 'model':
        document.mmPerUnit = MM_PER_UNIT[attribute('unit') ?? 'millimeter'] ?? Number.NaN;
        if (Number.isNaN(document.mmPerUnit)) throw unreadableModel('has an unknown unit');
        break;
      case 'object':
        current = { mesh: new MeshCollector(), components: [] };
        document.objects.set(attribute('id') ?? '', current);
        break;
      case 'vertex':
        current.mesh.addVertex(...readNumbers(['x', 'y', 'z'], attribute));
        break;
      case 'triangle':
        current.mesh.addPolygon(readCorners(attribute));
        break;
      case 'component':
        current.components.push(readPlacement(attribute));
        break;
      case 'item':
        document.items.push(readPlacement(attribute));
        break;
    }
  }
  return document;
}

type Attribute = (name: string) => string | undefined;

function readNumbers(
  names: readonly [string, string, string],
  attribute: Attribute,
): [number, number, number] {
  const read = (name: string): number => {
    const value = Number(attribute(name) ?? Number.NaN);
    if (Number.isNaN(value)) throw unreadableModel(`has a number "${attribute(name) ?? ''}" in its model`);
    return value;
  };
  return [read(names[0]), read(names[1]), read(names[2])];
}

function readCorners(attribute: Attribute): number[] {
  const corners = readNumbers(['v1', 'v2', 'v3'], attribute);
  if (corners.every((corner) => Number.isInteger(corner) && corner >= 0 && corner < 2 ** 32)) return corners;
  throw unreadableModel(`has a triangle of the vertices ${corners.join(', ')}`);
}

/** A 3MF's transform lists the four columns without their last numbers. */
function readPlacement(attribute: Attribute): Placement {
  const objectId = attribute('objectid') ?? '';
  const text = attribute('transform');
  if (text === undefined) return { objectId, place: IDENTITY };
  const values = text.trim().split(/\s+/).map(Number);
  if (values.length !== 12 || values.some(Number.isNaN))
    throw unreadableModel('has a transform that is none');
  const place = [0, 3, 6, 9].flatMap((start, column) => [
    ...values.slice(start, start + 3),
    column === 3 ? 1 : 0,
  ]);
  return { objectId, place };
}
