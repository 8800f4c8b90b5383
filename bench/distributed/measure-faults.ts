import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from '../../test/support/installation.js';
import { smallPicture } from '../../test/support/pictures.js';
import { untilTrue } from '../../test/support/process-table.js';
import { PlainBull } from './plain-bull.js';
import { ms, type Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const REDIS_AWAY_MS = 5_000;

/** How long it takes until all is well again, beside Bull with the settings it comes with. */
export async function measureFaults(): Promise<Row[]> {
  const site = await startAsOperated({ apiCount: 1, workerCount: 2 });
  const bull = await PlainBull.start();
  try {
    const [resumed, resumedByBull] = await Promise.all([timeResumption(site), bull.timeResumption()]);
    const away = await timeRedisAway(site);
    const bullAway = await bull.timeRedisAway(REDIS_AWAY_MS);
    return [
      { what: 'worker killed → its work runs again', figure: ms(resumed), beside: `Bull: ${resumedByBull}` },
      {
        what: 'start with Redis away → 503',
        figure: ms(away.refusedMs),
        beside: `Bull: ${bullAway.refused}`,
      },
      {
        what: 'Redis back → a start is taken',
        figure: ms(away.servingMs),
        beside: `Bull: ${bullAway.serving}`,
      },
    ];
  } finally {
    await bull.dispose();
    await site.dispose();
  }
}

async function timeResumption(site: Installation): Promise<number> {
  const { api } = site.anyApi;
  const { job_id: jobId } = await api.upload(await smallPicture());
  await api.start(jobId, {}, 'slow=5000');
  await api.untilProcessing(jobId);
  const runs = await Promise.all(site.workers.map((worker) => worker.metric('relievo_active_runs')));
  const busy = site.workers.find((_, index) => runs[index] === 1);
  if (busy === undefined) throw new Error('No worker runs the generation');
  await busy.kill();
  const killedMs = performance.now();
  await api.until(jobId, ({ attempt, status }) => attempt === 2 && status === 'processing');
  return performance.now() - killedMs;
}

async function timeRedisAway(site: Installation): Promise<{ refusedMs: number; servingMs: number }> {
  const { api } = site.anyApi;
  const { job_id: jobId } = await api.upload(await smallPicture());
  await site.redis.kill();
  const awayMs = performance.now();
  const { status } = await api.tryStart(jobId);
  const refusedMs = performance.now() - awayMs;
  if (status !== 503) throw new Error(`a start with Redis away got ${status}`);
  await pause(REDIS_AWAY_MS);
  await site.redis.start();
  const backMs = performance.now();
  await untilTrue(async () => (await api.tryStart(jobId)).status === 202);
  return { refusedMs, servingMs: performance.now() - backMs };
}
