import { truncate } from 'node:fs/promises';
import type { JobSnapshot } from '../../src/progress/progress.events.js';
import { Installation } from '../support/installation.js';
import { smallPicture } from '../support/pictures.js';
import { untilTrue } from '../support/process-table.js';
import { isTerminal, ProgressClient } from '../support/progress-client.js';
import { describeInstallation } from './support/describe-installation.js';

/** Ten times what a refusal that waits for nothing may take is more than is promised: this is the promise. */
const REFUSED_WITHIN_MS = 2_000;
const BACK_WITHIN_MS = 3_000;

describeInstallation('Redis that fails', () => {
  let site: Installation;
  let client: ProgressClient;

  beforeAll(async () => {
    site = await Installation.start({
      apiCount: 2,
      workerCount: 2,
      settings: { GENERATION_CONCURRENCY: '2' },
      redisOptions: ['--appendonly', 'yes', '--appendfsync', 'always'],
    });
    client = await ProgressClient.connect(site.apis[1]!.url);
  });

  /** What one test broke has mended before the next one begins. */
  beforeEach(async () => {
    await Promise.all(site.members.map((member) => member.ready()));
  });

  afterAll(async () => {
    client.close();
    await site.dispose();
  });

  async function upload(): Promise<string> {
    return (await site.apis[0]!.api.upload(await smallPicture())).job_id;
  }

  async function uploadAndStart(scenario?: string): Promise<string> {
    const jobId = await upload();
    await site.apis[0]!.api.start(jobId, {}, scenario);
    return jobId;
  }

  async function followAndStart(scenario?: string): Promise<{ jobId: string; generationId: string }> {
    const jobId = await upload();
    await client.follow(jobId);
    const { generation_id: generationId } = await site.apis[0]!.api.start(jobId, {}, scenario);
    return { jobId, generationId };
  }

  /** The job as it was before the refused start, and the refusal as it should be. */
  async function expectRefusal(jobId: string): Promise<void> {
    const askedMs = performance.now();
    const refusal = await site.apis[0]!.api.tryStart(jobId);
    const answeredAfterMs = performance.now() - askedMs;
    expect(refusal.status).toBe(503);
    expect(refusal.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refusal.body.code).toBe('QUEUE_UNAVAILABLE');
    expect(answeredAfterMs).toBeLessThan(REFUSED_WITHIN_MS);
    expect(await site.apis[0]!.api.snapshot(jobId)).toMatchObject({ is_active: false, generation_id: null });
  }

  async function expectServingAgain(jobId: string): Promise<void> {
    const backMs = performance.now();
    await untilTrue(async () => (await site.apis[0]!.api.tryStart(jobId)).status === 202);
    expect(performance.now() - backMs).toBeLessThan(BACK_WITHIN_MS);
    expect((await site.apis[0]!.api.untilSettled(jobId)).status).toBe('completed');
  }

  function expectOneEnd(snapshot: JobSnapshot, generationId: string): void {
    expect(snapshot).toMatchObject({ status: 'completed', attempt: 1, generation_id: generationId });
    expect(client.updatesOf(generationId).filter(isTerminal)).toHaveLength(1);
  }

  it('scenario 11: a start while Redis is away is refused within 2 s, and works within 3 s of its return', async () => {
    const jobId = await upload();
    await site.redis.kill();
    await expectRefusal(jobId);
    expect((await site.apis[0]!.readiness()).dependencies).toMatchObject({ redis: false });
    await site.redis.start();
    await expectServingAgain(jobId);
  });

  it('scenario 12: the same where Redis is there and answers nothing', async () => {
    const jobId = await upload();
    site.redis.freeze();
    await expectRefusal(jobId);
    site.redis.thaw();
    await expectServingAgain(jobId);
  });

  it('scenario 14: a Redis without memory refuses the start, and nothing is left half-made', async () => {
    const jobId = await upload();
    await site.redis.ask('config', 'set', 'maxmemory', '1');
    await expectRefusal(jobId);
    await site.redis.ask('config', 'set', 'maxmemory', '0');
    await expectServingAgain(jobId);
  });

  it('scenario 28: Redis bounces while a client is subscribed: it sees the end all the same', async () => {
    const { jobId, generationId } = await followAndStart('slow=4000');
    await site.apis[0]!.api.untilProcessing(jobId);
    await site.redis.kill();
    // The generation ends while no event can travel.
    const settled = await site.apis[0]!.api.untilSettled(jobId);
    await site.redis.start();
    await client.untilEnd(generationId);
    expectOneEnd(settled, generationId);
  });

  it('scenario 13: FLUSHALL in mid-run: what ran and what waited comes to its end', async () => {
    const running = await Promise.all([1, 2, 3, 4].map(() => uploadAndStart('slow=4000')));
    const waiting = await Promise.all([1, 2, 3].map(() => uploadAndStart()));
    await site.apis[0]!.api.untilProcessing(running[0]!);
    await site.redis.ask('flushall');
    for (const jobId of [...running, ...waiting]) {
      expect(await site.apis[1]!.api.untilSettled(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    }
  });

  it('scenario 16: an append-only file without its end: what it forgot is found again', async () => {
    const running = await Promise.all([1, 2, 3, 4].map(() => uploadAndStart('slow=5000')));
    const waiting = await Promise.all([1, 2, 3].map(() => uploadAndStart()));
    await site.redis.kill();
    const { path, sizeBytes } = await site.redis.appendOnlyFile();
    await truncate(path, Math.floor(sizeBytes / 2) + 1);
    await site.redis.start();
    for (const jobId of [...running, ...waiting]) {
      expect(await site.apis[1]!.api.untilSettled(jobId)).toMatchObject({ status: 'completed', attempt: 1 });
    }
  });
});
