import type { Material, Object3D } from 'three';
import { meshesOf } from './meshes-of.js';

/** Frees what materials hold on the graphics card. */
export function disposeMaterial(materials: Material | Material[]): void {
  for (const material of Array.isArray(materials) ? materials : [materials]) material.dispose();
}

/** Frees geometries and materials of a whole tree; the garbage collector does not reach the graphics card. */
export function disposeTree(root: Object3D): void {
  for (const mesh of meshesOf(root)) {
    mesh.geometry.dispose();
    disposeMaterial(mesh.material);
  }
}
