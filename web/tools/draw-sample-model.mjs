/**
 * Draws `web/public/sample-model.webp` and, for finer screens, `sample-model-medium.webp` and `sample-model-large.webp`:
 * what the service makes of the sample picture, on a clear ground. The server must be built. Same build, same bytes.
 *
 *   npm run build:server && node web/tools/draw-sample-model.mjs
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { buildModel } from '../../dist/modelling/build-model.js';
import { readStl } from '../../dist/modelling/formats/read-stl.js';
import { drawThumbnail } from '../../dist/modelling/thumbnail/draw-thumbnail.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Makes the ground round the model transparent: from the edges inwards, as far as the colour is that of the row's
 * first pixel, and a little further, for the last pixels of the model are mixed with the ground. The ground changes
 * from row to row only.
 */
function clearGround(pixels, { width, height }) {
  const distance = (place, y) =>
    Math.max(...[0, 1, 2].map((c) => Math.abs(pixels[4 * place + c] - ground[3 * y + c])));
  const ground = Float32Array.from(
    { length: 3 * height },
    (_, i) => pixels[4 * width * Math.floor(i / 3) + (i % 3)],
  );
  const waiting = [];
  for (let x = 0; x < width; x++) waiting.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) waiting.push(y * width, y * width + width - 1);
  const seen = new Uint8Array(width * height);
  const clear = [];
  while (waiting.length > 0) {
    const place = waiting.pop();
    if (seen[place]) continue;
    seen[place] = 1;
    const [x, y] = [place % width, Math.floor(place / width)];
    if (distance(place, y) > SAME_GROUND) continue;
    clear.push(place);
    if (x > 0) waiting.push(place - 1);
    if (x < width - 1) waiting.push(place + 1);
    if (y > 0) waiting.push(place - width);
    if (y < height - 1) waiting.push(place + width);
  }
  for (const place of clear) {
    const [x, y] = [place % width, Math.floor(place / width)];
    for (let down = Math.max(0, y - MIXED_PX); down <= Math.min(height - 1, y + MIXED_PX); down++) {
      for (let across = Math.max(0, x - MIXED_PX); across <= Math.min(width - 1, x + MIXED_PX); across++) {
        pixels[4 * (down * width + across) + 3] = 0;
      }
    }
  }
}

/** How far a colour may be from that of the ground and still be the ground. */
const SAME_GROUND = 6;

/** How many pixels of the edge are mixed with the ground. */
const MIXED_PX = 2;

/** Twice what is needed: made smaller, the edge gets smooth again. */
const SIDE_PX = 2304;

/** Files by the share of the drawing's size that they have. */
const FILES = {
  'sample-model.webp': 0.25,
  'sample-model-medium.webp': 0.375,
  'sample-model-large.webp': 0.5,
};

const directory = await mkdtemp(join(tmpdir(), 'relievo-sample-'));
try {
  await buildModel(
    {
      engine: 'relief',
      picturePath: here('../public/sample.png'),
      outputDir: directory,
      widthMm: 100,
      heightMm: 100,
      depthMm: 12,
      quality: 10,
      formats: ['stl'],
      options: {},
      maxTriangles: 10_000_000,
    },
    { onStage: () => Promise.resolve(), onProgress: () => undefined },
  );
  const { mesh } = readStl(await readFile(join(directory, 'model.stl')));
  const { data, info } = await sharp(await drawThumbnail(mesh, false, SIDE_PX))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  clearGround(data, info);
  const drawn = await sharp(data, { raw: info }).trim().png().toBuffer({ resolveWithObject: true });
  for (const [name, share] of Object.entries(FILES)) {
    const { width, height, size } = await sharp(drawn.data)
      // A softer kernel than the usual one leaves no fringes, which would take a fifth more bytes.
      .resize({ width: Math.round(drawn.info.width * share), kernel: 'cubic' })
      .webp({ quality: 80, alphaQuality: 90, effort: 6 })
      .toFile(here(`../public/${name}`));
    console.log(`web/public/${name}: ${width} × ${height}, ${Math.round(size / 1024)} kB`);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
