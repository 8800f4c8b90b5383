import type { Panel } from './panel.js';
import { encodeSrgb, lightThrough } from './transmission.js';

/** The longest side of the picture in pixels. */
const LONGEST_SIDE_PX = 1024;

/** Each pixel is the mean of this many places squared, so that frames and holes have smooth edges. */
const PLACES = 2;

/** Evenly spaced places along one side: the lines on both sides of each, and how far it is to the second. */
interface Sights {
  places: Float64Array;
  lines: Uint32Array;
  followings: Uint32Array;
  shares: Float64Array;
}

/**
 * Draws what a panel shows with an even light behind it, unrolled, as PNG of 1024 px on the longest side: the
 * light that passes each thickness, white being what the thinnest part of the picture lets through.
 */
export async function drawBacklit(
  panel: Panel,
  transmittancePerMm: number,
  thinnestMm: number,
): Promise<Buffer> {
  const heightMm = panel.vs[0]!;
  const scale = LONGEST_SIDE_PX / Math.max(panel.widthMm, heightMm);
  const widthPx = Math.max(1, Math.round(panel.widthMm * scale));
  const heightPx = Math.max(1, Math.round(heightMm * scale));
  const across = lookAlong(panel.us, panel.widthMm, widthPx * PLACES, panel.isClosed);
  const fromAbove = panel.vs.map((v) => heightMm - v);
  const down = lookAlong(fromAbove, heightMm, heightPx * PLACES, false);
  const light = new Float32Array(widthPx * heightPx);
  const line = new Float64Array(widthPx * PLACES);
  for (let y = 0; y < heightPx * PLACES; y++) {
    readLine(panel, down, y, across, line);
    const target = Math.floor(y / PLACES) * widthPx;
    for (let x = 0, pixel = 0; x < line.length; x++) {
      const passed = line[x]! <= thinnestMm ? 1 : lightThrough(line[x]! - thinnestMm, transmittancePerMm);
      light[target + pixel]! += passed / PLACES ** 2;
      if (x % PLACES === PLACES - 1) pixel++;
    }
  }
  // Loaded when it is drawn: a server that knows the engine's options only has no use for a decoder of pictures.
  const { encodePng } = await import('../../image/encode-png.js');
  return encodePng(develop(light), widthPx, heightPx);
}

/** Looks at `count` places; lines ascend, and a closed panel begins anew after the last. */
function lookAlong(lines: Float64Array, totalMm: number, count: number, isClosed: boolean): Sights {
  const sights: Sights = {
    places: new Float64Array(count),
    lines: new Uint32Array(count),
    followings: new Uint32Array(count),
    shares: new Float64Array(count),
  };
  let next = 0;
  for (let index = 0; index < count; index++) {
    const place = ((index + 0.5) * totalMm) / count;
    while (next < lines.length && lines[next]! <= place) next++;
    const isPastSeam = isClosed && (next === 0 || next === lines.length);
    const following = isPastSeam ? 0 : Math.min(Math.max(next, 1), lines.length - 1);
    const line = isPastSeam ? lines.length - 1 : following - 1;
    const stepMm = lines[following]! - lines[line]! + (isPastSeam ? totalMm : 0);
    const pastMm = place - lines[line]! + (isPastSeam && next === 0 ? totalMm : 0);
    sights.places[index] = place;
    sights.lines[index] = line;
    sights.followings[index] = following;
    sights.shares[index] = pastMm / stepMm;
  }
  return sights;
}

/** Reads the thicknesses along one row of places. */
function readLine(panel: Panel, down: Sights, y: number, across: Sights, line: Float64Array): void {
  const { thicknessMm, us, vs, hole } = panel;
  const upper = down.lines[y]! * us.length;
  const lower = down.followings[y]! * us.length;
  const share = down.shares[y]!;
  for (let x = 0; x < line.length; x++) {
    const left = across.lines[x]!;
    const right = across.followings[x]!;
    const over = across.shares[x]!;
    const above = thicknessMm[upper + left]! * (1 - over) + thicknessMm[upper + right]! * over;
    const below = thicknessMm[lower + left]! * (1 - over) + thicknessMm[lower + right]! * over;
    line[x] = above * (1 - share) + below * share;
  }
  if (hole === null) return;
  const offV = vs[0]! - down.places[y]! - hole.v;
  across.places.forEach((place, x) => {
    if (Math.hypot(place - hole.u, offV) < hole.radiusMm) line[x] = 0;
  });
}

/** Turns linear light into grey pixels. */
function develop(light: Float32Array): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(3 * light.length);
  for (let pixel = 0; pixel < light.length; pixel++) {
    const grey = 255 * encodeSrgb(light[pixel]!);
    pixels[3 * pixel] = grey;
    pixels[3 * pixel + 1] = grey;
    pixels[3 * pixel + 2] = grey;
  }
  return pixels;
}
