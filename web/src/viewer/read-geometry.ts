import { BufferAttribute, BufferGeometry, Mesh } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { Surface } from '../surface/surface.types.js';

/** A live surface as a geometry in millimetres. */
export function geometryOf({ positions, normals, indices }: Surface): BufferGeometry {
  return new BufferGeometry()
    .setAttribute('position', new BufferAttribute(positions, 3))
    .setAttribute('normal', new BufferAttribute(normals, 3))
    .setIndex(new BufferAttribute(indices, 1));
}

/**
 * Loads the geometry of a model's GLB. Its vertices are millimetres, scaled to metres by their node only.
 * Rejects when it cannot be loaded or holds no mesh.
 */
export async function loadGeometry(url: string): Promise<BufferGeometry> {
  const { scene } = await new GLTFLoader().loadAsync(url);
  const found: BufferGeometry[] = [];
  scene.traverse((node) => {
    if (node instanceof Mesh) found.push(node.geometry as BufferGeometry);
  });
  if (found[0] === undefined) throw new Error('The preview holds no mesh.');
  return found[0];
}
