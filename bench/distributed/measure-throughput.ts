import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { draw, type PictureFile } from '../../test/support/pictures.js';
import { ProgressClient } from '../../test/support/progress-client.js';
import { PROJECT_ROOT } from '../../test/support/project-root.js';
import { inParallel } from './in-parallel.js';
import type { Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const execute = promisify(execFile);

const CLI = join(PROJECT_ROOT, 'dist/cli.js');
const BARE_MODELS = 12;
const GENERATIONS = 24;
const SIZE = { width: 1024, height: 1024 };
/** Some seconds of one core: with small models it is the API, PostgreSQL and Redis that share the cores. */
const FIELDS = { quality: 9 };

/**
 * Generations a minute with one worker and with two, of one modelling process each; and how much more two bare
 * processes make than one on the same cores, which is what any installation on this machine can reach.
 */
export async function measureThroughput(): Promise<Row[]> {
  const bareOne = await bareModelsPerMinute(1);
  const bareTwo = await bareModelsPerMinute(2);
  const one = await generationsPerMinute(1);
  const two = await generationsPerMinute(2);
  return [
    { what: 'models a minute, 1 process of the command line', figure: bareOne.toFixed(1) },
    {
      what: 'models a minute, 2 processes of the command line',
      figure: bareTwo.toFixed(1),
      beside: `${(bareTwo / bareOne).toFixed(2)} ×`,
    },
    { what: 'generations a minute, 1 worker', figure: one.toFixed(1) },
    {
      what: 'generations a minute, 2 workers',
      figure: two.toFixed(1),
      beside: `${(two / one).toFixed(2)} ×, aim: 1.8 ×`,
    },
  ];
}

async function generationsPerMinute(workerCount: number): Promise<number> {
  const site = await startAsOperated({ apiCount: 1, workerCount });
  try {
    const { api, url } = site.anyApi;
    const picture = await texture();
    const upload = async (): Promise<string> => (await api.upload(picture)).job_id;
    const jobs = await inParallel(Array.from({ length: GENERATIONS + workerCount }), 2, upload);
    // Told by events: polling would take of the cores that are measured.
    const client = await ProgressClient.connect(url);
    const generate = async (jobId: string): Promise<void> => {
      await client.follow(jobId);
      const { generation_id: generationId } = await api.start(jobId, FIELDS);
      const { status } = await client.untilEnd(generationId);
      if (status !== 'completed') throw new Error(`a generation ended as ${status}`);
    };
    // The first of each worker warms its process.
    await Promise.all(jobs.splice(0, workerCount).map(generate));
    const startedMs = performance.now();
    await Promise.all(jobs.map(generate));
    client.close();
    return (60_000 * jobs.length) / (performance.now() - startedMs);
  } finally {
    await site.dispose();
  }
}

function texture(): Promise<PictureFile> {
  return draw(SIZE, (x, y) => {
    const level = Math.round(127 + 60 * Math.sin(x / 17) * Math.cos(y / 23) + ((x * 31 + y * 17) % 41));
    return [level, level, level, 255];
  });
}

async function bareModelsPerMinute(processCount: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-bench-'));
  const picturePath = join(directory, 'picture.png');
  await writeFile(picturePath, (await texture()).bytes);
  const make = async (index: number): Promise<void> => {
    const modelPath = join(directory, `${index}.stl`);
    await execute(process.execPath, [
      CLI,
      'model',
      picturePath,
      modelPath,
      '--quality',
      String(FIELDS.quality),
    ]);
  };
  const startedMs = performance.now();
  await inParallel(
    Array.from({ length: BARE_MODELS }, (_, index) => index),
    processCount,
    make,
  );
  const tookMs = performance.now() - startedMs;
  await rm(directory, { recursive: true });
  return (60_000 * BARE_MODELS) / tookMs;
}
