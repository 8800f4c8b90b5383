import { smallPicture } from '../support/pictures.js';
import { childrenOf, untilGone, untilTrue } from '../support/process-table.js';
import { TestServer } from '../support/test-server.js';

/** The limit of a shutdown. */
const SHUTDOWN_MS = 20_000;

/** Each test starts a server twice, which takes its time on a busy machine. */
const LIMIT_MS = 90_000;

describe('ending on request', () => {
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

  async function expectGone(processes: { pid: number }[]): Promise<void> {
    await Promise.all(processes.map(({ pid }) => untilGone(pid)));
  }

  it(
    'scenario 25: SIGTERM in mid-run ends the process in time, at the cost of no attempt',
    async () => {
      await startServer(1);
      const running = await uploadAndStart('slow=60000');
      const waiting = await uploadAndStart();
      await server.api.untilProcessing(running);
      const children = await childrenOf(server.pid);
      const askedAt = performance.now();
      const exit = await server.stop();

      expect(exit).toEqual({ code: 0, signal: null });
      expect(performance.now() - askedAt).toBeLessThan(SHUTDOWN_MS);
      await expectGone(children);

      await server.startAgain();
      expect((await server.api.snapshot(running)).is_active).toBe(true);
      await server.api.untilProcessing(running);
      await server.api.cancel(running);
      expect((await server.api.untilSettled(waiting)).status).toBe('completed');
    },
    LIMIT_MS,
  );

  it(
    'scenario 25: a second SIGTERM ends the process at once',
    async () => {
      await startServer(2);
      const jobId = await uploadAndStart('slow=60000');
      await server.api.untilProcessing(jobId);
      const children = await childrenOf(server.pid);
      const first = server.stop();
      // Two signals of one kind that wait together are one to the process.
      await untilTrue(async () => (await server.api.get('/ready')).text.includes('shutting_down'));
      const askedAt = performance.now();
      await server.stop();
      await first;

      expect(performance.now() - askedAt).toBeLessThan(2000);
      await expectGone(children);
      await server.startAgain();
      expect((await server.api.snapshot(jobId)).is_active).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    'ends with 0 when nothing runs, and shows the same jobs afterwards',
    async () => {
      await startServer(2);
      const complete = await server.api.complete(await smallPicture(), { formats: ['obj'] });
      const path = `/api/download/${complete.job_id}/model.obj`;
      const file = await server.api.get(path);
      expect(await server.stop()).toEqual({ code: 0, signal: null });
      await server.startAgain();

      expect(await server.api.snapshot(complete.job_id)).toEqual(complete);
      const again = await server.api.get(path);
      expect(again.bytes.equals(file.bytes)).toBe(true);
      expect(again.headers.get('etag')).toBe(file.headers.get('etag'));
      expect((await server.api.get(path.replace('.obj', '.ply'))).status).toBe(200);
    },
    LIMIT_MS,
  );

  it(
    'is not ready, ends what runs, and takes nothing new',
    async () => {
      await startServer(2);
      const { job_id: jobId } = await server.api.upload(await smallPicture());
      await server.api.start(jobId, {}, 'slow=1000');
      await server.api.untilProcessing(jobId);
      const exited = server.stop();
      const readiness: number[] = [];
      const starts: number[] = [];
      try {
        for (;;) {
          readiness.push((await server.api.get('/ready')).status);
          starts.push((await server.api.tryStart(jobId)).status);
        }
      } catch {
        // The door is closed by now.
      }

      expect(await exited).toEqual({ code: 0, signal: null });
      expect(readiness).toContain(503);
      expect(readiness.slice(readiness.indexOf(503)).every((status) => status === 503)).toBe(true);
      expect(starts).not.toContain(202);
      await server.startAgain();
      expect((await server.api.snapshot(jobId)).status).toBe('completed');
    },
    LIMIT_MS,
  );
});
