import { Installation } from '../../test/support/installation.js';
import { draw } from '../../test/support/pictures.js';
import { inParallel } from './in-parallel.js';
import type { Row } from './row.js';

const GENERATIONS = 40;
const SIZE = { width: 512, height: 512 };

/** Generations a minute with one worker and with two, of one modelling process each. */
export async function measureThroughput(): Promise<Row[]> {
  const one = await generationsPerMinute(1);
  const two = await generationsPerMinute(2);
  return [
    { what: 'generations a minute, 1 worker', figure: one.toFixed(0) },
    {
      what: 'generations a minute, 2 workers',
      figure: two.toFixed(0),
      beside: `${(two / one).toFixed(2)} ×`,
    },
  ];
}

async function generationsPerMinute(workerCount: number): Promise<number> {
  const site = await Installation.start({ apiCount: 1, workerCount });
  try {
    const { api } = site.anyApi;
    const picture = await draw(SIZE, (x, y) => {
      const level = Math.round(127 + 60 * Math.sin(x / 17) * Math.cos(y / 23) + ((x * 31 + y * 17) % 41));
      return [level, level, level, 255];
    });
    const jobs: string[] = [];
    for (let count = 0; count < GENERATIONS + workerCount; count++)
      jobs.push((await api.upload(picture)).job_id);
    const generate = async (jobId: string): Promise<void> => {
      await api.start(jobId, { quality: 8 });
    };
    // The first of each worker warms its process.
    const warming = jobs.splice(0, workerCount);
    await inParallel(warming, workerCount, generate);
    await inParallel(warming, workerCount, (jobId) => api.untilSettled(jobId));
    const startedMs = performance.now();
    await inParallel(jobs, 4, generate);
    // One look at the end: the clients' polling is not what is measured.
    for (const jobId of jobs) await api.untilSettled(jobId);
    return (60_000 * jobs.length) / (performance.now() - startedMs);
  } finally {
    await site.dispose();
  }
}
