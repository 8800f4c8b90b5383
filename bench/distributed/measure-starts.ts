import { Agent, request } from 'node:http';
import { smallPicture } from '../../test/support/pictures.js';
import { TestServer } from '../../test/support/test-server.js';
import { inParallel } from './in-parallel.js';
import { median, ms, percentile, type Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const CLIENTS = 50;
const STARTS = 500;

/** How long fifty clients wait for their 202, in both modes. */
export async function measureStarts(): Promise<Row[]> {
  const server = await TestServer.start({ GENERATION_CONCURRENCY: '1' });
  const embedded = await timeStarts(server.url, (picture) => server.api.upload(picture)).finally(() =>
    server.dispose(),
  );
  const site = await startAsOperated({ apiCount: 1, workerCount: 1 });
  const { url, api } = site.anyApi;
  const distributed = await timeStarts(url, (picture) => api.upload(picture)).finally(() => site.dispose());
  return [describe('embedded', embedded), describe('distributed', distributed)];
}

function describe(mode: string, times: readonly number[]): Row {
  return {
    what: `start to 202, ${CLIENTS} clients, ${mode}: median and p99`,
    figure: `${ms(median(times))}, ${ms(percentile(times, 99))}`,
  };
}

type Upload = (picture: Awaited<ReturnType<typeof smallPicture>>) => Promise<{ job_id: string }>;

async function timeStarts(url: string, upload: Upload): Promise<number[]> {
  const picture = await smallPicture();
  const jobs = await inParallel(
    Array.from({ length: STARTS }),
    4,
    async () => (await upload(picture)).job_id,
  );
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const times = await inParallel(jobs, CLIENTS, (jobId) => timeStart(agent, url, jobId));
  agent.destroy();
  return times.slice(CLIENTS);
}

function timeStart(agent: Agent, url: string, jobId: string): Promise<number> {
  const body = JSON.stringify({ job_id: jobId, quality: 1 });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    request(new URL('/api/generate-3d', url), { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 202) resolve(performance.now() - startedMs);
        else reject(new Error(`a start got ${String(response.statusCode)}`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}
