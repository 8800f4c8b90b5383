import type { ApiClient } from '../../test/support/api-client.js';
import { smallPicture } from '../../test/support/pictures.js';
import { ProgressClient } from '../../test/support/progress-client.js';
import { TestServer } from '../../test/support/test-server.js';
import { median, ms, type Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const GENERATIONS = 40;

/** What a generation takes from its start to its end, as a subscriber sees it, embedded and distributed. */
export async function measureOverhead(): Promise<Row[]> {
  const server = await TestServer.start();
  const site = await startAsOperated({ apiCount: 1, workerCount: 1 });
  try {
    const embedded: number[] = [];
    const distributed: number[] = [];
    const member = site.anyApi;
    // In turns, so that what else the machine does falls on both alike; the first rounds warm up.
    for (let round = -5; round < GENERATIONS; round++) {
      const one = await timeGeneration(server.api, server.url);
      const other = await timeGeneration(member.api, member.url);
      if (round < 0) continue;
      embedded.push(one);
      distributed.push(other);
    }
    const overhead = median(distributed) - median(embedded);
    return [
      { what: 'start to completed, embedded, median', figure: ms(median(embedded)) },
      { what: 'start to completed, distributed, median', figure: ms(median(distributed)) },
      { what: 'overhead of distributed', figure: ms(overhead), beside: 'aim: below 30 ms' },
    ];
  } finally {
    await server.dispose();
    await site.dispose();
  }
}

async function timeGeneration(api: ApiClient, url: string): Promise<number> {
  const { job_id: jobId } = await api.upload(await smallPicture());
  const client = await ProgressClient.connect(url);
  await client.follow(jobId);
  const startedMs = performance.now();
  const { generation_id: generationId } = await api.start(jobId);
  await client.untilEnd(generationId);
  const tookMs = performance.now() - startedMs;
  client.close();
  return tookMs;
}
