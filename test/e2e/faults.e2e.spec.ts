import { filesBelow } from '../support/data-dir.js';
import { untilModelling } from '../support/modelling-process.js';
import { smallPicture } from '../support/pictures.js';
import { untilGone } from '../support/process-table.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { TestServer } from '../support/test-server.js';

describe('when modelling goes wrong', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start({ GENERATION_CONCURRENCY: '1', GENERATION_MEMORY_MB: '300' });
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterAll(() => server.dispose());

  async function expectOthersGoOn(): Promise<void> {
    expect((await server.api.complete(await smallPicture())).status).toBe('completed');
  }

  it('scenario 6: a killed modelling process costs one attempt, and the server lives', async () => {
    const client = await ProgressClient.connect(server.url);
    await client.follow(jobId);
    const { generation_id: generationId } = await server.api.start(jobId, {}, 'slow=1200');
    await client.until(({ status, progress }) => status === 'processing' && progress > 0);
    for (const pid of await untilModelling(server.pid)) process.kill(pid, 'SIGKILL');
    const end = await client.untilEnd(generationId);

    expect(end).toMatchObject({ status: 'completed', generation_id: generationId, attempt: 2 });
    const updates = client.updatesOf(generationId);
    expect(updates.filter(isTerminal)).toHaveLength(1);
    expect(updates.filter(({ progress }, at) => at > 0 && progress < updates[at - 1]!.progress)).toEqual([]);
    expect((await server.api.get(`/api/download/${jobId}/model.stl`)).status).toBe(200);
    client.close();
  });

  it('makes the same model after a crash as without one', async () => {
    const undisturbed = await server.api.complete(await smallPicture());
    await server.api.start(jobId, {}, 'slow=50;crash-at=writing;times=1');
    const recovered = await server.api.untilSettled(jobId);

    expect(recovered).toMatchObject({ status: 'completed', attempt: 2 });
    const [first, second] = await Promise.all(
      [undisturbed.job_id, jobId].map((id) => server.api.get(`/api/download/${id}/model.stl`)),
    );
    expect(second!.bytes.equals(first!.bytes)).toBe(true);
  });

  it.each(['decoding', 'writing'])('fails with a code when every attempt crashes at %s', async (stage) => {
    await server.api.start(jobId, {}, `crash-at=${stage}`);
    const end = await server.api.untilSettled(jobId);

    expect(end).toMatchObject({ status: 'failed', code: 'WORKER_CRASHED', attempt: 2, is_active: false });
    expect(end.error).not.toBe('');
    expect(end.progress).toBeLessThan(100);
    expect((await server.api.get(`/api/download/${jobId}/model.stl`)).status).toBe(404);
    await expectOthersGoOn();
  });

  it('scenario 52: a generation that eats all memory fails alone', async () => {
    await server.api.start(jobId, {}, 'oom');
    const end = await server.api.untilSettled(jobId);

    expect(end).toMatchObject({ status: 'failed', code: 'OUT_OF_MEMORY', attempt: 2 });
    await expectOthersGoOn();
  }, 60_000);

  it.each(['decoding', 'shaping', 'meshing', 'checking', 'writing'])(
    'fails with the reason, without another attempt, when the engine gives up at %s',
    async (stage) => {
      await server.api.start(jobId, {}, `fail-at=${stage}`);
      const end = await server.api.untilSettled(jobId);

      expect(end).toMatchObject({ status: 'failed', code: 'SCENARIO_FAILURE', stage, attempt: 1 });
      expect(end.error).not.toBe('');
      expect(end.error).not.toContain(server.dataDir);
    },
  );

  it('leaves no file of a generation that failed', async () => {
    const before = await filesBelow(server.dataDir);
    await server.api.start(jobId, {}, 'fail-at=writing');
    await server.api.untilSettled(jobId);
    await expectOthersGoOn();

    const added = (await filesBelow(server.dataDir)).filter((path) => !before.includes(path));
    expect(added.filter((path) => path.includes(jobId) && /model\./.test(path))).toEqual([]);
  });
});

describe('when modelling takes too long', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ GENERATION_CONCURRENCY: '1', GENERATION_TIMEOUT_S: '3' });
  });

  afterAll(() => server.dispose());

  it('scenario 18: the process is killed, the generation fails with the reason, the slot is free', async () => {
    const { job_id: jobId } = await server.api.upload(await smallPicture());
    await server.api.start(jobId, {}, 'slow=60000');
    await server.api.untilProcessing(jobId);
    const pids = await untilModelling(server.pid);
    const end = await server.api.untilSettled(jobId);

    expect(end).toMatchObject({ status: 'failed', code: 'TIMED_OUT', attempt: 1 });
    await Promise.race(pids.map(untilGone));
    expect((await server.api.complete(await smallPicture())).status).toBe('completed');
  });
});
