import { DOMParser } from 'linkedom';
import { Box3, type BufferGeometry, Mesh, type Object3D } from 'three';
import { ThreeMFLoader } from 'three/addons/loaders/3MFLoader.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import type { Format } from './wire.js';

/** What a reader that is not ours finds in a model file. */
export interface ReadModel {
  readonly triangleCount: number;
  /** Extent along each axis in the unit of the file. */
  readonly size: readonly [x: number, y: number, z: number];
  readonly lowest: readonly [x: number, y: number, z: number];
}

/** Reads a model file with three's loader. */
export async function readModel(format: Format, bytes: Buffer): Promise<ReadModel> {
  switch (format) {
    case 'stl':
      return describeObjects(new Mesh(new STLLoader().parse(toArrayBuffer(bytes))));
    case 'ply':
      return describeObjects(new Mesh(new PLYLoader().parse(toArrayBuffer(bytes))));
    case 'obj':
      return describeObjects(new OBJLoader().parse(bytes.toString('utf8')));
    case 'glb':
      return describeObjects((await new GLTFLoader().parseAsync(toArrayBuffer(bytes), '')).scene);
    case '3mf':
      return read3mf(toArrayBuffer(bytes));
  }
}

/** An XML parser as a browser has one, but for namespaces: it knows names without their prefix only. */
class PlainNamesParser {
  parseFromString(xml: string): unknown {
    return new DOMParser().parseFromString(xml.replace(/(<\/?)m:/g, '$1'), 'text/xml');
  }
}

function read3mf(bytes: ArrayBuffer): ReadModel {
  Object.assign(globalThis, { DOMParser: PlainNamesParser });
  return describeObjects(new ThreeMFLoader().parse(bytes));
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function describeObjects(root: Object3D): ReadModel {
  let triangleCount = 0;
  root.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const geometry = object.geometry as BufferGeometry;
    const cornerCount = geometry.index?.count ?? geometry.getAttribute('position').count;
    triangleCount += cornerCount / 3;
  });
  return { triangleCount, ...extent(new Box3().setFromObject(root, true)) };
}

function extent({ min, max }: Box3): Pick<ReadModel, 'size' | 'lowest'> {
  return {
    size: [max.x - min.x, max.y - min.y, max.z - min.z],
    lowest: [min.x, min.y, min.z],
  };
}
