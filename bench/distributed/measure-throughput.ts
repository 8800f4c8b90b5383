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

/** What a generation is asked for, beside its picture. */
interface Order {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly scenario?: string;
}

const COMPUTING: Order = { fields: FIELDS };
/** As long, but the modelling process waits for most of it: the cores are left to all the rest. */
const WAITING: Order = { fields: { quality: 1 }, scenario: 'slow=2400' };

/**
 * Generations a minute with one worker and with two, of one modelling process each. On two cores the second worker
 * takes the core on which all the rest ran beside the first. So there are two more ratios beside that one: what
 * two bare processes make of the same cores, and what two workers make whose models cost no core.
 */
export async function measureThroughput(): Promise<Row[]> {
  return [
    ...(await compare('models a minute, process(es) of the command line', bareModelsPerMinute)),
    ...(await compare('generations a minute that compute, worker(s)', (count) =>
      generationsPerMinute(count, COMPUTING),
    )),
    ...(await compare('generations a minute that wait, worker(s)', (count) =>
      generationsPerMinute(count, WAITING),
    )),
  ];
}

async function compare(what: string, measure: (processCount: number) => Promise<number>): Promise<Row[]> {
  const one = await measure(1);
  const two = await measure(2);
  return [
    { what: `1: ${what}`, figure: one.toFixed(1) },
    { what: `2: ${what}`, figure: two.toFixed(1), beside: `${(two / one).toFixed(2)} ×, aim: 1.8 ×` },
  ];
}

async function generationsPerMinute(workerCount: number, order: Order): Promise<number> {
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
      const { generation_id: generationId } = await api.start(jobId, order.fields, order.scenario);
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
