import { encodePng } from '../image/encode-png.js';
import { findBoundingBox } from '../mesh/bounding-box.js';
import type { Mesh } from '../mesh/mesh.js';
import { FROM_ABOVE, FROM_BELOW, placeCamera } from './camera.js';
import { darkenHollows } from './darken-hollows.js';
import { NOWHERE, rasterise, type Raster } from './rasterise.js';

export const THUMBNAIL_SIDE_PX = 512;

/** Each pixel of the thumbnail is the mean of this many squared. */
const SUPERSAMPLING = 2;

/** From linear light to what a screen shows; a little flatter than sRGB, to keep walls dark. */
const DISPLAY_GAMMA = 1 / 1.8;

/** sRGB of the model in full light, and of the background's upper and lower edge. */
const CLAY = [238, 231, 219] as const;
const SKY = [247, 248, 250] as const;
const GROUND = [214, 219, 226] as const;

/**
 * Draws the mesh itself, lit, from the picture's side, as a square PNG: a model that lies from where one
 * looks up at it on a wall, an upright one from where one looks down at it on a table.
 */
export async function drawThumbnail(
  mesh: Mesh,
  isUpright = false,
  sidePx = THUMBNAIL_SIDE_PX,
): Promise<Buffer> {
  const side = sidePx * SUPERSAMPLING;
  const seen = isUpright ? layDown(mesh) : mesh;
  const camera = placeCamera(findBoundingBox(seen.positions), side, isUpright ? FROM_ABOVE : FROM_BELOW);
  const raster = rasterise(seen, camera, side);
  darkenHollows(raster, camera.scale);
  raster.light.forEach((light, pixel) => {
    raster.light[pixel] = light ** DISPLAY_GAMMA;
  });
  return encodePng(colour(raster, sidePx), sidePx, sidePx);
}

/** Turns an upright model on its back, so that its front faces +Z. */
function layDown({ positions, indices }: Mesh): Mesh {
  const turned = new Float32Array(positions.length);
  for (let start = 0; start < positions.length; start += 3) {
    turned[start] = positions[start]!;
    turned[start + 1] = positions[start + 2]!;
    turned[start + 2] = -positions[start + 1]!;
  }
  return { positions: turned, indices };
}

/** Averages the raster down to RGB, over the background. */
function colour(raster: Raster, sidePx: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(3 * sidePx ** 2);
  let target = 0;
  for (let row = 0; row < sidePx; row++) {
    const fall = row / (sidePx - 1);
    for (let column = 0; column < sidePx; column++) {
      const { lightness, cover } = average(raster, row, column);
      for (let channel = 0; channel < 3; channel++) {
        const behind = SKY[channel]! + fall * (GROUND[channel]! - SKY[channel]!);
        pixels[target++] = CLAY[channel]! * lightness + behind * (1 - cover);
      }
    }
  }
  return pixels;
}

/** The sum of lightness of the covered part of a pixel, and how large that part is. */
function average(raster: Raster, row: number, column: number): { lightness: number; cover: number } {
  let lightness = 0;
  let covered = 0;
  for (let y = row * SUPERSAMPLING; y < (row + 1) * SUPERSAMPLING; y++) {
    for (let x = column * SUPERSAMPLING; x < (column + 1) * SUPERSAMPLING; x++) {
      const pixel = y * raster.side + x;
      if (raster.nearness[pixel] === NOWHERE) continue;
      covered++;
      lightness += raster.light[pixel]!;
    }
  }
  const share = 1 / SUPERSAMPLING ** 2;
  return { lightness: lightness * share, cover: covered * share };
}
