import type { Mesh } from '../mesh/mesh.js';
import { project, type Camera } from './camera.js';
import { shadeFace } from './shade-face.js';

/** The nearness of a pixel that the model does not cover. */
export const NOWHERE = -Infinity;

/** What the camera sees: for each pixel how near the surface is and how light it is. */
export interface Raster {
  side: number;
  /** Millimetres towards the camera; `NOWHERE` where there is nothing. */
  nearness: Float32Array;
  /** 0…1. */
  light: Float32Array;
}

/** Draws a closed mesh into a z-buffer, each face in one shade; faces turned away are skipped. */
export function rasterise(mesh: Mesh, camera: Camera, side: number): Raster {
  const places = projectAll(mesh.positions, camera);
  const raster: Raster = {
    side,
    nearness: new Float32Array(side * side).fill(NOWHERE),
    light: new Float32Array(side * side),
  };
  const { positions, indices } = mesh;
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    // y points down in the image, which turns counter-clockwise into a negative area.
    const area =
      (places[b]! - places[a]!) * (places[c + 1]! - places[a + 1]!) -
      (places[c]! - places[a]!) * (places[b + 1]! - places[a + 1]!);
    if (area >= 0) continue;
    fillTriangle(raster, places, a, b, c, area, shadeFace(positions, a, b, c));
  }
  for (let pixel = 0; pixel < raster.nearness.length; pixel++) {
    const closeness = raster.nearness[pixel]!;
    if (closeness !== NOWHERE) raster.nearness[pixel] = camera.distance - 1 / closeness;
  }
  return raster;
}

/**
 * The image places of all vertices, and their closeness: 1 over the distance from the camera, which is what runs
 * evenly over the image of a triangle in perspective.
 */
function projectAll(positions: Float32Array, camera: Camera): Float32Array {
  const places = new Float32Array(positions.length);
  for (let start = 0; start < positions.length; start += 3) {
    const [x, y, near] = project(camera, positions[start]!, positions[start + 1]!, positions[start + 2]!);
    places[start] = x;
    places[start + 1] = y;
    places[start + 2] = 1 / (camera.distance - near);
  }
  return places;
}

/** Fills the pixels whose centres lie in the triangle, by barycentric weights; `nearness` holds their closeness. */
function fillTriangle(
  raster: Raster,
  places: Float32Array,
  a: number,
  b: number,
  c: number,
  area: number,
  shade: number,
): void {
  const [ax, ay, az] = [places[a]!, places[a + 1]!, places[a + 2]!];
  const [bx, by, bz] = [places[b]!, places[b + 1]!, places[b + 2]!];
  const [cx, cy, cz] = [places[c]!, places[c + 1]!, places[c + 2]!];
  const { side, nearness, light } = raster;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
  const right = Math.min(side - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const bottom = Math.min(side - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    for (let column = left; column <= right; column++) {
      const x = column + 0.5;
      const weightA = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / area;
      const weightB = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / area;
      const weightC = 1 - weightA - weightB;
      if (weightA < 0 || weightB < 0 || weightC < 0) continue;
      const closeness = weightA * az + weightB * bz + weightC * cz;
      const pixel = row * side + column;
      if (closeness <= nearness[pixel]!) continue;
      nearness[pixel] = closeness;
      light[pixel] = shade;
    }
  }
}
