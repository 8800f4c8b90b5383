import type { Answer } from '../support/api-client.js';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { untilTrue } from '../support/process-table.js';
import { parseRecord } from '../support/server-process.js';
import { describeInstallation } from './support/describe-installation.js';

const REFUSED_WITHIN_MS = 2_000;
const BACK_WITHIN_MS = 3_000;

describeInstallation('servers that are away', () => {
  let site: Installation;

  afterEach(() => site.dispose());

  function expectRefusal({ status, headers, body }: Answer, code: string): void {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(body.code).toBe(code);
  }

  async function launchWithoutServers(): Promise<void> {
    site = await Installation.launch({ apiCount: 1, workerCount: 1, isWithoutServers: true });
    await Promise.all(site.members.map((member) => member.listening()));
  }

  it('scenario 10: PostgreSQL and Redis away at start: live, not ready, refusing at once; each is served as it comes', async () => {
    await launchWithoutServers();
    const api = site.anyApi;
    const picture = await smallPicture();
    for (const member of site.members) {
      expect((await fetch(new URL('/live', member.url))).status).toBe(200);
      expect((await fetch(new URL('/ready', member.url))).status).toBe(503);
    }
    expectRefusal(await api.api.tryUpload(picture), 'STARTING');

    // With the records there all is served but what needs the queue.
    await site.postgres.run();
    await untilTrue(async () => (await api.readiness()).status === 'not_ready');
    expect((await api.readiness()).dependencies).toMatchObject({ database: true, redis: false });
    const { job_id: jobId } = await api.api.upload(picture);
    const askedMs = performance.now();
    expectRefusal(await api.api.tryStart(jobId), 'QUEUE_UNAVAILABLE');
    expect(performance.now() - askedMs).toBeLessThan(REFUSED_WITHIN_MS);

    await site.redis.start();
    const backMs = performance.now();
    await untilTrue(async () => (await api.api.tryStart(jobId)).status === 202);
    expect(performance.now() - backMs).toBeLessThan(BACK_WITHIN_MS);
    expect((await api.api.untilSettled(jobId)).status).toBe('completed');
    await Promise.all(site.members.map((member) => member.ready()));
  });

  it('scenario 15: a Redis that may evict what waits is warned of', async () => {
    site = await Installation.start({
      apiCount: 1,
      workerCount: 0,
      redisOptions: ['--maxmemory-policy', 'allkeys-lru'],
    });
    const api = site.anyApi;
    await untilTrue(() =>
      Promise.resolve(
        api.process.stdout.some((line) => {
          const record = parseRecord(line);
          return record?.['level'] === 'warn' && line.includes('noeviction') && line.includes('allkeys-lru');
        }),
      ),
    );
  });

  it.each(['killed', 'frozen'] as const)(
    'answers 503 within 2 s while PostgreSQL is %s, and serves within 3 s of its return; the run in hand survives',
    async (fault) => {
      site = await Installation.start({ apiCount: 1, workerCount: 1 });
      const { api } = site.apis[0]!;
      const { job_id: running } = await api.upload(await smallPicture());
      await api.start(running, {}, 'slow=6000');
      await api.untilProcessing(running);
      const { job_id: idle } = await api.upload(await smallPicture());

      if (fault === 'killed') await site.postgres.kill();
      else await site.postgres.freeze();
      for (const ask of [
        () => api.tryStart(idle),
        () => api.get(`/api/job-status/${idle}`),
        () => api.get('/api/jobs'),
      ]) {
        const askedMs = performance.now();
        expectRefusal(await ask(), 'DATABASE_UNAVAILABLE');
        expect(performance.now() - askedMs).toBeLessThan(REFUSED_WITHIN_MS);
      }
      if (fault === 'killed') await site.postgres.run();
      else await site.postgres.thaw();
      const backMs = performance.now();
      await untilTrue(async () => (await api.tryStart(idle)).status === 202);
      expect(performance.now() - backMs).toBeLessThan(BACK_WITHIN_MS);
      expect((await api.untilSettled(idle)).status).toBe('completed');
      expect(await api.untilSettled(running)).toMatchObject({ status: 'completed', attempt: 1 });
    },
  );
});
