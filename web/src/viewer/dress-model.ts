import { Box3, Group, MeshStandardMaterial, type Object3D, Sphere } from 'three';
import { disposeMaterial } from './dispose-tree.js';
import { meshesOf } from './meshes-of.js';

/** Gives every mesh the look of matt plaster: a print has no colours of its own. */
export function dressModel(model: Object3D): void {
  const plaster = new MeshStandardMaterial({ color: '#e6dccf', roughness: 0.62, metalness: 0 });
  for (const mesh of meshesOf(model)) {
    disposeMaterial(mesh.material);
    mesh.material = plaster;
  }
}

/**
 * Wraps a model so that it stands centred in a sphere of radius 1. It needs no turning: the file has the picture upright
 * and facing +Z, towards the viewer.
 */
export function frameModel(model: Group): Group {
  const sphere = new Box3().setFromObject(model).getBoundingSphere(new Sphere());
  const scale = 1 / Math.max(sphere.radius, Number.EPSILON);
  model.scale.multiplyScalar(scale);
  model.position.multiplyScalar(scale).addScaledVector(sphere.center, -scale);
  return new Group().add(model);
}
