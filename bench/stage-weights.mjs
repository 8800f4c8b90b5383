/**
 * Measures how the time of a model divides over its stages, as `STAGE_WEIGHTS` in `src/modelling/stages.ts`
 * says it. Run by `npm run bench:stages`, which builds `dist/` first.
 *
 * A noisy picture of 12 megapixels is built at the default quality in the default format, the median of five.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';

import { buildModel } from '../dist/modelling/build-model.js';
import { resolveOptions } from '../dist/modelling/engines/options.js';
import { MODEL_STAGES } from '../dist/modelling/stages.js';

const RUNS = 5;
const [WIDTH, HEIGHT] = [4000, 3000];

const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));
try {
  const picturePath = join(directory, 'picture.png');
  await drawPicture(picturePath);
  const runs = [];
  for (let run = 0; run <= RUNS; run++) runs.push(await measureRun(picturePath));
  // The first run compiles the code; a warm pool has done that before.
  report(runs.slice(1));
} finally {
  await rm(directory, { recursive: true });
}

/** Waves with some grain: neither as smooth as a drawing nor as wild as noise. */
async function drawPicture(path) {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let index = 0; index < pixels.length; index++) {
    const x = Math.floor(index / 3) % WIDTH;
    const y = Math.floor(index / (3 * WIDTH));
    const wave = 90 * Math.sin(x / 90) * Math.cos(y / 70);
    pixels[index] = 128 + wave + (Math.imul(index, 2654435761) >>> 27);
  }
  await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(path);
}

async function measureRun(picturePath) {
  const outputDir = await mkdtemp(join(directory, 'run-'));
  const started = {};
  await buildModel(
    {
      engine: 'relief',
      widthMm: 100,
      heightMm: 100,
      depthMm: 20,
      quality: 7,
      options: resolveOptions('relief', {}),
      picturePath,
      outputDir,
      formats: ['stl'],
      maxTriangles: 10_000_000,
    },
    {
      onStage: async (stage) => {
        started[stage] = performance.now();
      },
      onProgress: () => undefined,
    },
  );
  const ends = [...MODEL_STAGES.slice(1).map((stage) => started[stage]), performance.now()];
  await rm(outputDir, { recursive: true });
  return Object.fromEntries(MODEL_STAGES.map((stage, index) => [stage, ends[index] - started[stage]]));
}

function report(runs) {
  const medians = MODEL_STAGES.map((stage) => {
    const times = runs.map((run) => run[stage]).sort((a, b) => a - b);
    return times[Math.floor(times.length / 2)];
  });
  const total = medians.reduce((sum, time) => sum + time, 0);
  for (const [index, stage] of MODEL_STAGES.entries()) {
    const time = medians[index];
    console.log(`${stage.padEnd(10)} ${time.toFixed(0).padStart(6)} ms  ${(time / total).toFixed(2)}`);
  }
}
