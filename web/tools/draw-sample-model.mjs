/**
 * Draws `web/public/sample-model.webp`: what the service makes of the sample picture, on a clear ground. The server must
 * be built. Same build, same bytes.
 *
 *   npm run build:server && node web/tools/draw-sample-model.mjs
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { buildModel } from '../../dist/modelling/build-model.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

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
  const { width, height } = await sharp(await readFile(join(directory, 'thumbnail.png')))
    .trim()
    .webp({ quality: 82, alphaQuality: 90, effort: 6 })
    .toFile(here('../public/sample-model.webp'));
  console.log(`web/public/sample-model.webp: ${width} × ${height}`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
