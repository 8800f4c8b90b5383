import { smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { expectStrictlyRising } from '../support/sequences.js';
import { TestServer } from '../support/test-server.js';

describe('progress across waiting, reconnecting and starting again', () => {
  let server: TestServer;
  let client: ProgressClient;
  let jobId: string;

  beforeAll(async () => {
    server = await TestServer.start({ GENERATION_CONCURRENCY: '1' });
  });

  beforeEach(async () => {
    client = await ProgressClient.connect(server.url);
    ({ job_id: jobId } = await server.api.upload(await smallPicture()));
  });

  afterEach(async () => {
    client.close();
    await server.api.cancel(jobId);
  });

  afterAll(() => server.dispose());

  it('ends after the claim is free and the files can be had', async () => {
    for (let round = 0; round < 5; round++) {
      await client.follow(jobId);
      const { generation_id: generationId } = await server.api.start(jobId);
      const end = await client.untilEnd(generationId);

      const file = await server.api.get(end.download_url ?? '');
      const next = await server.api.tryStart(jobId, {}, 'slow=30000');
      expect(file.status).toBe(200);
      expect(next.status).toBe(202);
      await server.api.cancel(jobId);
    }
  });

  it('scenario 26: a client that comes back has missed nothing and sees no seq twice', async () => {
    await client.follow(jobId);
    const { generation_id: generationId } = await server.api.start(jobId, {}, 'slow=800');
    const seen = await client.until(({ progress }) => progress > 0);
    client.close();

    const again = await ProgressClient.connect(server.url);
    const ack = await again.follow(jobId);
    const end = isTerminal(ack) ? ack : await again.untilEnd(generationId);

    expect(ack.seq).toBeGreaterThanOrEqual(seen.seq);
    expect(ack.progress).toBeGreaterThanOrEqual(seen.progress);
    expectStrictlyRising([ack, ...again.updatesOf(generationId)].map(({ seq }) => seq));
    expect(end.status).toBe('completed');
    again.close();
  });

  it('keeps seq rising over the generations of a job, and begins each at nothing', async () => {
    await client.follow(jobId);
    const { generation_id: first } = await server.api.start(jobId);
    const firstEnd = await client.untilEnd(first);
    const { generation_id: second } = await server.api.start(jobId, {}, 'slow=30000');
    const begun = await client.until((snapshot) => snapshot.generation_id === second);

    expect(begun.seq).toBeGreaterThan(firstEnd.seq);
    expect(begun.progress).toBe(0);
    expect(begun.result?.generation_id).toBe(first);
  });

  it('tells those who wait their place in the queue', async () => {
    const waiting = await Promise.all(
      [0, 1].map(async () => (await server.api.upload(await smallPicture())).job_id),
    );
    await server.api.start(jobId, {}, 'slow=60000');
    await server.api.untilProcessing(jobId);
    for (const id of waiting) await server.api.start(id);

    const [first, second] = await Promise.all(waiting.map((id) => server.api.snapshot(id)));
    expect(first).toMatchObject({ status: 'pending', stage: 'queued', is_active: true, queue_position: 1 });
    expect(second).toMatchObject({ status: 'pending', stage: 'queued', is_active: true, queue_position: 2 });

    await client.follow(waiting[1]!);
    await server.api.cancel(waiting[0]!);
    await client.until((snapshot) => snapshot.queue_position === 1);
    await server.api.cancel(jobId);
    expect(await client.until(isTerminal)).toMatchObject({ status: 'completed', queue_position: null });
  });
});
