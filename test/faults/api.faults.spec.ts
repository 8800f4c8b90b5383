import { randomUUID } from 'node:crypto';
import { RedisEventBus } from '../../src/common/events/redis-event-bus.js';
import { JOB_CHANGED } from '../../src/jobs/jobs.events.js';
import type { JobView } from '../../src/jobs/job-store.port.js';
import { REDIS_PREFIX } from '../../src/start-up/distributed-adapters.js';
import { newGeneration, newJob, resultOf } from '../contracts/job-store.builders.js';
import { openStoreAt } from '../contracts/open-postgres-store.js';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { memoryMb, untilTrue } from '../support/process-table.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { RawWebSocket } from '../support/raw-web-socket.js';
import { SocketCrowd } from '../support/socket-crowd.js';
import { describeInstallation } from './support/describe-installation.js';
import { fillQueue } from './support/fill-queue.js';

describeInstallation('API processes that fail, and callers who ask much', () => {
  const crowd = new SocketCrowd();
  let site: Installation;

  beforeAll(async () => {
    site = await Installation.start({ apiCount: 2, workerCount: 2 });
  });

  afterEach(() => {
    crowd.leave();
  });

  afterAll(() => site.dispose());

  const [first, second] = [() => site.apis[0]!, () => site.apis[1]!];

  async function upload(): Promise<string> {
    return (await second().api.upload(await smallPicture())).job_id;
  }

  it('scenario 27: a client of one API sees a generation that was started through the other', async () => {
    const client = await ProgressClient.connect(first().url);
    const jobId = await upload();
    await client.follow(jobId);
    const { generation_id: generationId } = await second().api.start(jobId, {}, 'slow=2000');
    const end = await client.untilEnd(generationId);

    const seen = client.updatesOf(generationId);
    expect(end).toMatchObject({ status: 'completed', progress: 100 });
    expect(new Set(seen.map(({ stage }) => stage)).size).toBeGreaterThan(3);
    expect(seen.filter(isTerminal)).toHaveLength(1);
    expect(seen.map(({ seq }) => seq)).toEqual(
      [...new Set(seen.map(({ seq }) => seq))].sort((a, b) => a - b),
    );
    expect(end).toEqual(await first().api.snapshot(jobId));
    client.close();
  });

  it('scenario 2 across processes: a second start through the other API is refused and names the generation', async () => {
    const jobId = await upload();
    const { generation_id: generationId } = await second().api.start(jobId, {}, 'slow=1000');
    const refusal = await first().api.tryStart(jobId);
    expect(refusal.status).toBe(409);
    expect(refusal.body.generation_id).toBe(generationId);
    await first().api.untilSettled(jobId);
  });

  it('scenario 28: an end that no event told of is found by reading', async () => {
    const client = await ProgressClient.connect(first().url);
    const jobId = await upload();
    const { generation_id: generationId } = await second().api.start(jobId, {}, 'slow=60000');
    await client.follow(jobId);
    // Straight in the database: nobody hears of it.
    const { store, close } = openStoreAt(site.postgres.url());
    await store.cancel(jobId, null);
    await close();
    expect((await client.untilEnd(generationId)).status).toBe('cancelled');
    expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
    client.close();
  });

  it('tells those who wait when their place has changed, whichever process they are with', async () => {
    const startOne = async (scenario: string): Promise<string> => {
      const jobId = await upload();
      await first().api.start(jobId, {}, scenario);
      return jobId;
    };
    const running = [await startOne('slow=3000'), await startOne('slow=3000')];
    for (const jobId of running) await first().api.untilProcessing(jobId);
    // These are taken next, and keep the last one waiting until its new place is told.
    for (let count = 0; count < 2; count++) await startOne('slow=5000');
    const last = await upload();
    const clients = await Promise.all([first(), second()].map(({ url }) => ProgressClient.connect(url)));
    for (const client of clients) await client.follow(last);
    const { generation_id: generationId } = await second().api.start(last);
    for (const client of clients) {
      await client.untilEnd(generationId);
      const places = client.updatesOf(generationId).flatMap(({ queue_position: place }) => place ?? []);
      expect(places[0]).toBe(3);
      expect(places.at(-1)).toBe(1);
      expect(places).toEqual([...places].sort((a, b) => b - a));
      client.close();
    }
  });

  it('scenario 7: kill -9 of the API between claim and queue: the generation runs all the same', async () => {
    const jobId = await upload();
    // The claim is in the database, and the task gets no answer.
    site.redis.freeze();
    const started = first()
      .api.tryStart(jobId)
      .catch(() => null);
    await untilTrue(async () => (await second().api.snapshot(jobId)).is_active);
    await first().kill();
    await started;
    site.redis.thaw();

    expect(await second().api.untilSettled(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    await first().startAgain();
  });

  it('scenario 8: kill -9 of the API before its answer: the caller who asks again finds the generation', async () => {
    const jobId = await upload();
    const started = first()
      .api.tryStart(jobId, {}, 'slow=3000')
      .catch(() => null);
    const running = await second().api.untilProcessing(jobId);
    await first().kill();
    await started;
    const again = await second().api.tryStart(jobId);

    expect(again.status).toBe(409);
    expect(again.body.generation_id).toBe(running.generation_id);
    expect(await second().api.untilSettled(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    await first().startAgain();
  });

  it('scenario 29: a client that reads nothing costs the API nothing', async () => {
    const jobIds: string[] = [];
    for (let count = 0; count < 8; count++) jobIds.push(await upload());
    const views = jobIds.map(talkativeView);
    const deaf = await RawWebSocket.open(first().url);
    deaf.sendFrame('40');
    await untilTrue(() => Promise.resolve(deaf.receivedText.includes('connected')));
    for (const jobId of jobIds) deaf.sendFrame(`420["subscribe_job",{"job_id":"${jobId}"}]`);
    await untilTrue(() => Promise.resolve(deaf.receivedText.split('430[').length > jobIds.length));
    deaf.stopReading();
    const bus = new RedisEventBus({ url: site.redis.url, prefix: REDIS_PREFIX });
    await untilTrue(() => Promise.resolve(bus.isAlive));
    const beforeMb = await memoryMb(first().pid);
    // Some 160 MB of snapshots, were they all kept.
    for (let round = 1; round <= 40; round++) {
      for (const view of views) bus.publish(JOB_CHANGED, { view: withSeq(view, 1_000 + round) });
      await new Promise((resolve) => setTimeout(resolve, 260));
    }
    const grownMb = (await memoryMb(first().pid)) - beforeMb;
    await bus.close();
    deaf.destroy();
    expect(grownMb).toBeLessThan(100);
  });

  it('scenario 31: when an API dies, its thousands of clients are back at another within 30 s', async () => {
    const jobId = await upload();
    await crowd.arrive(2_000, first().url, jobId);
    crowd.leave();
    await first().kill();
    const killedMs = performance.now();
    await crowd.arrive(2_000, second().url, jobId);
    expect(performance.now() - killedMs).toBeLessThan(30_000);
    crowd.leave();
    await first().startAgain();
  });

  it('scenario 23: a queue of 10,000 takes no more, says so at once, and costs no memory', async () => {
    const before = await Promise.all(site.members.map(({ pid }) => memoryMb(pid)));
    const jobId = await upload();
    // Some more than the limit: the workers take of them while we look.
    await fillQueue(site.postgres.url(), 10_100);
    const refusal = await first().api.tryStart(jobId);
    expect(refusal.status).toBe(429);
    expect(refusal.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await first().api.snapshot(jobId)).toMatchObject({ is_active: false, generation_id: null });
    // The queue was never told of them: the leader finds them, some at a time, and they are worked off.
    await untilTrue(async () => (await site.redis.ask('llen', `${REDIS_PREFIX}:generations:wait`)) !== 0);
    const after = await Promise.all(site.members.map(({ pid }) => memoryMb(pid)));
    for (const [index, mb] of after.entries()) expect(mb - before[index]!).toBeLessThan(150);
  });
});

/** A running generation of a job whose last result has very much to say: a snapshot of half a megabyte. */
function talkativeView(jobId: string): JobView {
  const generation = {
    id: randomUUID(),
    jobId,
    ordinal: 1,
    epoch: 1,
    attemptCount: 1,
    request: newGeneration(jobId).request,
    progress: 50,
    stage: 'meshing',
    etaSeconds: null,
    failure: null,
    createdAtMs: 0,
    startedAtMs: 0,
    finishedAtMs: null,
  };
  return {
    job: { ...newJob({ id: jobId }), seq: 0, createdAtMs: 0, updatedAtMs: 0 },
    current: { ...generation, state: 'processing', result: null },
    result: { ...generation, state: 'completed', result: resultOf('long '.repeat(100_000)) },
    queuePosition: null,
  };
}

function withSeq(view: JobView, seq: number): JobView {
  return { ...view, job: { ...view.job, seq } };
}
