import { DirectionalLight, HemisphereLight, Scene } from 'three';

/** A light that stands still at a place, aimed at the middle. */
function lightAt(color: string, intensity: number, x: number, y: number, z: number): DirectionalLight {
  const light = new DirectionalLight(color, intensity);
  light.position.set(x, y, z);
  return light;
}

/**
 * A studio for reliefs: a warm key light that grazes from the upper left, so that every rise throws form, a cool fill
 * from the right, and a soft sky. No background: the page shows through.
 */
export function createScene(): Scene {
  const scene = new Scene();
  scene.add(new HemisphereLight('#f3f0ea', '#75685c', 1.1));
  scene.add(lightAt('#fff4e6', 2.9, -3.2, 2.6, 2));
  scene.add(lightAt('#b9cdea', 0.7, 3, -0.4, 1.6));
  scene.add(lightAt('#ffffff', 0.9, 0.5, 3, -3));
  return scene;
}
