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
  scene.add(new HemisphereLight('#fbf6ee', '#a08f7f', 1.45));
  scene.add(lightAt('#fff4e6', 2.3, -2.8, 2.6, 2.6));
  scene.add(lightAt('#d5dcea', 0.55, 3, -0.8, 1.8));
  scene.add(lightAt('#ffffff', 0.9, 0.5, 3, -3));
  return scene;
}
