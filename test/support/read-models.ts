import { unzipSync } from 'fflate';
import { Box3, type BufferGeometry, Mesh, type Object3D, Vector3 } from 'three';
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

/** Reads a model file with three's loader; 3MF, whose loader wants a browser, by scanning its XML. */
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
      return read3mf(bytes);
  }
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

function read3mf(bytes: Buffer): ReadModel {
  const entries = unzipSync(new Uint8Array(bytes));
  const model = Buffer.from(entries['3D/3dmodel.model']!).toString('utf8');
  if (!/<model[^>]+unit="millimeter"/.test(model)) throw new Error('The 3MF file names no unit.');
  const box = new Box3();
  const corner = new Vector3();
  for (const [tag] of model.matchAll(/<vertex [^>]+>/g)) {
    const [x, y, z] = ['x', 'y', 'z'].map((axis) =>
      Number(new RegExp(`\\b${axis}="([^"]+)"`).exec(tag)?.[1]),
    );
    box.expandByPoint(corner.set(x!, y!, z));
  }
  return { triangleCount: model.match(/<triangle /g)?.length ?? 0, ...extent(box) };
}

function extent({ min, max }: Box3): Pick<ReadModel, 'size' | 'lowest'> {
  return {
    size: [max.x - min.x, max.y - min.y, max.z - min.z],
    lowest: [min.x, min.y, min.z],
  };
}
