import { randomUUID } from 'node:crypto';
import { openPostgres } from '../../src/common/database/open-postgres.js';
import { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import type { Schema } from '../../src/jobs/store/schema.js';
import { newJob } from '../../test/contracts/job-store.builders.js';
import { memoryMb } from '../../test/support/process-table.js';
import { inParallel } from './in-parallel.js';
import { mb, median, ms, type Row } from './row.js';
import { startAsOperated } from './start-as-operated.js';

const DEPTH = 10_000;
const CLIENTS = 20;

/** Ten thousand generations started over HTTP, none of them run: what that does to memory and to the next start. */
export async function measureQueueDepth(): Promise<Row[]> {
  const site = await startAsOperated({ apiCount: 1, workerCount: 0 });
  try {
    const [last, ...jobs] = await createJobs(site.postgres.url(), DEPTH);
    const member = site.anyApi;
    const memory = [await memoryMb(member.pid)];
    const times: number[] = [];
    const startedS = await member.metric('process_cpu_seconds_total');
    for (let done = 0; done < DEPTH; done += DEPTH / 4) {
      const some = jobs.slice(done, done + DEPTH / 4);
      const took = await inParallel(some, CLIENTS, async (jobId) => {
        const startedMs = performance.now();
        await member.api.start(jobId);
        return performance.now() - startedMs;
      });
      times.push(median(took));
      memory.push(await memoryMb(member.pid));
    }
    const spentMs = (1_000 * ((await member.metric('process_cpu_seconds_total')) - startedS)) / DEPTH;
    const refusal = await member.api.tryStart(last);
    const info = String(await site.redis.ask('info', 'memory'));
    const redisBytes = Number(/used_memory:(\d+)/.exec(info)?.[1]);
    return [
      { what: 'memory of the API at 0, 2,500, 5,000, 7,500, 10,000', figure: memory.map(mb).join(', ') },
      { what: `start to 202, ${CLIENTS} clients, median of each quarter`, figure: times.map(ms).join(', ') },
      { what: 'time of a core that the API takes for a start', figure: ms(spentMs) },
      { what: 'memory of Redis at 10,000', figure: mb(redisBytes / 2 ** 20) },
      { what: 'the next start', figure: String(refusal.status), beside: 'with Retry-After' },
    ];
  } finally {
    await site.dispose();
  }
}

/** So many jobs and one more, the first. */
async function createJobs(databaseUrl: string, count: number): Promise<[string, ...string[]]> {
  const database = openPostgres<Schema>(databaseUrl, { statementMs: 30_000 });
  const store = new KyselyJobStore(database);
  const ids: [string, ...string[]] = [randomUUID(), ...Array.from({ length: count }, () => randomUUID())];
  await inParallel(ids, 8, (id) => store.createJob(newJob({ id })));
  await database.close();
  return ids;
}
