import { smallPicture } from '../support/pictures.js';
import { isTerminal, ProgressClient, type ReceivedUpdate } from '../support/progress-client.js';
import { expectNeverFalling, expectStrictlyRising } from '../support/sequences.js';
import { TestServer } from '../support/test-server.js';

describe('live progress', () => {
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

  it('acks a subscription with the snapshot that job-status shows', async () => {
    expect(await client.subscribe(jobId)).toEqual(await server.api.snapshot(jobId));

    await server.api.start(jobId);
    const end = await server.api.untilSettled(jobId);
    const late = await ProgressClient.connect(server.url);
    expect(await late.subscribe(jobId)).toEqual(end);
    late.close();
  });

  it('sends snapshots with the fields of job-status', async () => {
    await client.follow(jobId);
    const { generation_id: generationId } = await server.api.start(jobId);
    const end = await client.untilEnd(generationId);

    expect(end).toEqual(await server.api.snapshot(jobId));
    for (const update of client.updatesOf(generationId)) {
      expect(Object.keys(update)).toEqual(
        expect.arrayContaining([
          'job_id',
          'status',
          'is_active',
          'progress',
          'stage',
          'step',
          'seq',
          'attempt',
        ]),
      );
    }
  });

  it('acks with an error for a job that does not exist', async () => {
    const ack = await client.subscribe('11111111-2222-4333-8444-555555555555');

    expect(ack).toMatchObject({ error: 'Job not found', code: 'JOB_NOT_FOUND' });
    expect(ack).not.toHaveProperty('job_id');
  });

  it('rises without a step back and ends exactly once', async () => {
    await client.follow(jobId);
    const { generation_id: first } = await server.api.start(jobId, {}, 'slow=600');
    await client.untilEnd(first);
    const { generation_id: second } = await server.api.start(jobId, {}, 'fail-at=checking');
    await client.untilEnd(second);

    const all = client.updates.map(({ snapshot }) => snapshot);
    expectStrictlyRising(all.map(({ seq }) => seq));
    for (const generationId of [first, second]) {
      const updates = client.updatesOf(generationId);
      expectNeverFalling(updates.map(({ progress }) => progress));
      expect(updates.filter(isTerminal)).toHaveLength(1);
      expect(updates.filter(({ progress }) => progress === 100).every(isTerminal)).toBe(true);
    }
    expect(client.updatesOf(first).at(-1)).toMatchObject({ status: 'completed', progress: 100 });
    expect(client.updatesOf(second).at(-1)).toMatchObject({ status: 'failed' });
    expect(client.updatesOf(second).at(-1)?.progress).toBeLessThan(100);
  });

  describe('of one slow run', () => {
    let run: ReceivedUpdate[];

    beforeAll(async () => {
      const { job_id: slowJobId } = await server.api.upload(await smallPicture());
      const watcher = await ProgressClient.connect(server.url);
      await watcher.follow(slowJobId);
      const { generation_id: generationId } = await server.api.start(slowJobId, {}, 'slow=2500');
      await watcher.untilEnd(generationId);
      run = watcher.updates;
      watcher.close();
    });

    it('passes through the stages in their order', () => {
      const order = ['queued', 'decoding', 'shaping', 'meshing', 'checking', 'writing', 'completed'];
      const stages = run.map(({ snapshot }) => order.indexOf(snapshot.stage));

      expectNeverFalling(stages);
      expect(new Set(stages).size).toBeGreaterThanOrEqual(5);
    });

    it('tells the time left', () => {
      const estimates = run
        .filter(({ snapshot }) => snapshot.status === 'processing')
        .map(({ snapshot }) => snapshot.eta_seconds)
        .filter((eta) => eta !== null);

      expect(estimates.length).toBeGreaterThan(0);
      expect(Math.min(...estimates)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...estimates)).toBeLessThan(300);
    });

    it('sends at most five events a second', () => {
      const times = run
        .filter(({ snapshot }) => snapshot.status === 'processing')
        .map(({ receivedAtMs }) => receivedAtMs);
      const seconds = (times.at(-1)! - times[0]!) / 1000;

      expect(times.length).toBeGreaterThan(3);
      expect(times.length).toBeLessThanOrEqual(1 + 5 * (seconds + 0.2));
    });
  });

  it('goes to the subscribers of the job and to nobody else', async () => {
    const other = await server.api.upload(await smallPicture());
    const stranger = await ProgressClient.connect(server.url);
    const idle = await ProgressClient.connect(server.url);
    await client.follow(jobId);
    await stranger.follow(other.job_id);

    const mine = await server.api.start(jobId);
    await client.untilEnd(mine.generation_id);
    const theirs = await server.api.start(other.job_id);
    await stranger.untilEnd(theirs.generation_id);

    expect(new Set(client.updates.map(({ snapshot }) => snapshot.job_id))).toEqual(new Set([jobId]));
    expect(new Set(stranger.updates.map(({ snapshot }) => snapshot.job_id))).toEqual(new Set([other.job_id]));
    expect(idle.updates).toEqual([]);
    stranger.close();
    idle.close();
  });

  it('stops when the client unsubscribes', async () => {
    const watcher = await ProgressClient.connect(server.url);
    await client.follow(jobId);
    await watcher.follow(jobId);
    expect(await client.unsubscribe(jobId)).toEqual({ ok: true });

    const { generation_id: generationId } = await server.api.start(jobId);
    await watcher.untilEnd(generationId);

    expect(client.updates).toEqual([]);
    watcher.close();
  });
});
