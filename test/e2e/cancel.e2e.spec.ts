import { childrenOf, isAlive, untilGone } from '../support/process-table.js';
import { smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { TestServer } from '../support/test-server.js';

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('cancelling', () => {
  let server: TestServer;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start({ GENERATION_CONCURRENCY: '1' });
  });

  beforeEach(async () => {
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterEach(async () => {
    await server.api.cancel(jobId);
  });

  afterAll(() => server.dispose());

  it('answers 200 with the cancelled snapshot, as often as it is asked', async () => {
    const { generation_id: generationId } = await server.api.start(jobId, {}, 'slow=60000');
    await server.api.untilProcessing(jobId);
    const first = await server.api.cancel(jobId);
    const second = await server.api.cancel(jobId);

    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      job_id: jobId,
      generation_id: generationId,
      status: 'cancelled',
      is_active: false,
      queue_position: null,
    });
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(await server.api.snapshot(jobId)).toEqual(first.body);
  });

  it('takes a waiting generation out of the queue', async () => {
    const blocker = await server.api.upload(await smallPicture());
    await server.api.start(blocker.job_id, {}, 'slow=60000');
    await server.api.untilProcessing(blocker.job_id);
    await server.api.start(jobId);
    const cancelled = await server.api.cancel(jobId);
    await server.api.cancel(blocker.job_id);

    expect(cancelled.body).toMatchObject({ status: 'cancelled', attempt: 0 });
    await server.api.complete(await smallPicture());
    expect(await server.api.snapshot(jobId)).toEqual(cancelled.body);
  });

  it('changes nothing where nothing is active', async () => {
    const untouched = await server.api.cancel(jobId);
    expect(untouched.status).toBe(200);
    expect(untouched.body).toMatchObject({ status: 'pending', stage: 'uploaded' });

    await server.api.start(jobId);
    const completed = await server.api.untilSettled(jobId);
    const late = await server.api.cancel(jobId);
    expect(late.status).toBe(200);
    expect(late.body).toEqual(completed);
  });

  it('needs no body', async () => {
    await server.api.start(jobId, {}, 'slow=60000');
    const answer = await server.api.request('POST', `/api/jobs/${jobId}/cancel`);

    expect(answer.status).toBe(200);
    expect(answer.body.status).toBe('cancelled');
  });

  it('leaves a later generation alone when the caller means an earlier one', async () => {
    const { generation_id: first } = await server.api.start(jobId, {}, 'slow=60000');
    await server.api.cancel(jobId);
    const { generation_id: second } = await server.api.start(jobId, {}, 'slow=60000');
    const stale = await server.api.cancel(jobId, { generation_id: first });

    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('GENERATION_CHANGED');
    expect((await server.api.snapshot(jobId)).is_active).toBe(true);
    expect((await server.api.cancel(jobId, { generation_id: second })).body.status).toBe('cancelled');
  });

  it('refuses what it does not know', async () => {
    expect((await server.api.cancel(UNKNOWN)).body.code).toBe('JOB_NOT_FOUND');
    expect((await server.api.cancel(jobId, { generation_id: 7 })).status).toBe(400);
    expect((await server.api.cancel(jobId, { reason: 'bored' })).status).toBe(400);
  });

  it('frees the job at once', async () => {
    await server.api.start(jobId, {}, 'slow=60000');
    await server.api.untilProcessing(jobId);
    await server.api.cancel(jobId);

    expect((await server.api.tryStart(jobId)).status).toBe(202);
    expect((await server.api.untilSettled(jobId)).status).toBe('completed');
  });

  it('scenario 19: the process that modelled is gone within two seconds', async () => {
    await server.api.start(jobId, {}, 'slow=60000');
    await server.api.until(jobId, ({ stage }) => stage === 'decoding');
    const before = await childrenOf(server.pid);

    await server.api.cancel(jobId);
    const cancelledAt = performance.now();
    await Promise.race(before.map(({ pid }) => untilGone(pid)));
    expect(performance.now() - cancelledAt).toBeLessThan(2000);

    const alive = await Promise.all(before.map(({ pid }) => isAlive(pid)));
    expect(alive.filter((isLeft) => !isLeft)).toHaveLength(1);
    expect((await server.api.complete(await smallPicture())).status).toBe('completed');
  });

  it('scenario 20: of a cancel and a completion that race exactly one takes effect', async () => {
    for (let round = 0; round < 10; round++) {
      const { job_id: id } = await server.api.upload(await smallPicture());
      const client = await ProgressClient.connect(server.url);
      await client.follow(id);
      const { generation_id: generationId } = await server.api.start(id);
      // Each round asks a few times more before it cancels, and so strikes later: from before the run to after it.
      for (let asked = 0; asked < round * 8; asked++) await server.api.snapshot(id);
      const answer = await server.api.cancel(id);
      const end = await client.untilEnd(generationId);

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(end);
      expect(await server.api.snapshot(id)).toEqual(end);
      const isCompleted = end.status === 'completed';
      expect(end.result?.generation_id).toBe(isCompleted ? generationId : undefined);
      const file = await server.api.get(`/api/download/${id}/model.stl`);
      expect(file.status).toBe(isCompleted ? 200 : 404);

      const { generation_id: next } = await server.api.start(id);
      await client.untilEnd(next);
      expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
      client.close();
    }
  });
});
