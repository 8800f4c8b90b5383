import { Mesh, type Object3D } from 'three';

function isMesh(node: Object3D): node is Mesh {
  return node instanceof Mesh;
}

/** All meshes of a tree. */
export function meshesOf(root: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  root.traverse((node) => {
    if (isMesh(node)) meshes.push(node);
  });
  return meshes;
}
