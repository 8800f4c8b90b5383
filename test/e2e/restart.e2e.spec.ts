import type { Answer } from '../support/api-client.js';
import { filesBelow } from '../support/data-dir.js';
import { smallPicture } from '../support/pictures.js';
import { childrenOf, untilGone } from '../support/process-table.js';
import { TestServer } from '../support/test-server.js';

/** Each test starts a server twice, which takes its time on a busy machine. */
const LIMIT_MS = 90_000;

describe('starting again after kill -9', () => {
  let server: TestServer;

  afterEach(() => server.dispose());

  async function startServer(attemptCount: number): Promise<void> {
    server = await TestServer.start({
      GENERATION_CONCURRENCY: '1',
      GENERATION_ATTEMPTS: String(attemptCount),
    });
  }

  async function uploadAndStart(scenario?: string): Promise<string> {
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    await server.api.start(jobId, {}, scenario);
    return jobId;
  }

  function download(jobId: string): Promise<Answer> {
    return server.api.get(`/api/download/${jobId}/model.stl`);
  }

  async function expectGone(processes: { pid: number }[]): Promise<void> {
    await Promise.all(processes.map(({ pid }) => untilGone(pid)));
  }

  it(
    'scenarios 24 and 44: kill -9 and restart lose nothing, and no partial file shows',
    async () => {
      await startServer(2);
      const done = (await server.api.complete(await smallPicture())).job_id;
      const before = await download(done);
      const idle = (await server.api.upload(await smallPicture())).job_id;
      const running = await uploadAndStart('slow=1500');
      const waiting = [await uploadAndStart(), await uploadAndStart()];
      const cut = await server.api.until(running, ({ stage }) => stage === 'writing');
      const children = await childrenOf(server.pid);
      await server.kill();
      await server.startAgain();

      const early = await download(running);
      expect([200, 404]).toContain(early.status);
      if (early.status === 200) expect(early.bytes.equals(before.bytes)).toBe(true);
      for (const jobId of [running, ...waiting, done]) {
        expect((await server.api.untilSettled(jobId)).status).toBe('completed');
        expect((await download(jobId)).bytes.equals(before.bytes)).toBe(true);
      }
      const resumed = await server.api.snapshot(running);
      expect(resumed).toMatchObject({ generation_id: cut.generation_id, attempt: 2 });
      expect(resumed.seq).toBeGreaterThan(cut.seq);
      expect((await server.api.snapshot(idle)).stage).toBe('uploaded');
      expect((await filesBelow(server.dataDir)).filter((path) => /\.(tmp|part)/.test(path))).toEqual([]);
      await expectGone(children);
    },
    LIMIT_MS,
  );

  it(
    'scenario 24: a generation whose last attempt died with its server fails, and frees the job',
    async () => {
      await startServer(1);
      const jobId = await uploadAndStart('slow=60000');
      await server.api.untilProcessing(jobId);
      await server.kill();
      await server.startAgain();
      const end = await server.api.untilSettled(jobId);

      expect(end).toMatchObject({ status: 'failed', code: 'WORKER_LOST', is_active: false });
      expect((await server.api.tryStart(jobId)).status).toBe(202);
    },
    LIMIT_MS,
  );
});
