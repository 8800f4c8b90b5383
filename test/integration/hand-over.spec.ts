import { Logger } from '@nestjs/common';
import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { MetricsService } from '../../src/common/telemetry/metrics.service.js';
import type { GenerationQueue } from '../../src/generation/queue/generation-queue.port.js';
import { StartService } from '../../src/generation/start/start.service.js';
import type { JobStore, JobView } from '../../src/jobs/job-store.port.js';
import { JOB_CHANGED } from '../../src/jobs/jobs.events.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { newGeneration, newJob } from '../contracts/job-store.builders.js';
import { openSqliteStore } from '../contracts/open-sqlite-store.js';

Logger.overrideLogger(false);

/** A queue that does with a task what the test says. */
function queueThat(enqueue: GenerationQueue['enqueue']): GenerationQueue {
  return {
    canForget: true,
    enqueue,
    missing: () => Promise.resolve([]),
    consume: () => undefined,
    close: () => Promise.resolve(),
  };
}

describe('handing a claimed generation to the queue', () => {
  const bus = new InProcessEventBus();
  const metrics = new MetricsService();
  let store: JobStore;
  let close: () => Promise<void>;
  let jobs: JobsService;
  let announced: string[];

  beforeAll(async () => {
    ({ store, close } = await openSqliteStore());
    jobs = new JobsService(store, bus, metrics);
    bus.subscribe(JOB_CHANGED, ({ view }) => {
      announced.push(`${view.job.id} ${view.current?.state ?? 'none'}`);
    });
  });

  beforeEach(() => {
    announced = [];
  });

  afterAll(async () => {
    await close();
  });

  async function claimed(): Promise<JobView> {
    const { job } = await store.createJob(newJob());
    return jobs.claim(newGeneration(job.id), 100);
  }

  it('should announce the claim once the queue has it', async () => {
    const claim = await claimed();
    expect(announced).toEqual([]);
    await new StartService(
      queueThat(() => Promise.resolve()),
      jobs,
    ).handOver(claim);
    expect(announced).toEqual([`${claim.job.id} queued`]);
  });

  it('should give the claim back when the queue refuses, as if there had been no start', async () => {
    const claim = await claimed();
    const refusing = queueThat(() => Promise.reject(new Error('away')));
    await expect(new StartService(refusing, jobs).handOver(claim)).rejects.toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
    });
    expect(announced).toEqual([]);
    expect((await store.find(claim.job.id))?.current).toBeNull();
    expect((await store.claim(newGeneration(claim.job.id), 100)).kind).toBe('claimed');
  });

  it('should give the claim back when the queue does not answer', async () => {
    const claim = await claimed();
    const silent = queueThat(() => new Promise(() => undefined));
    await expect(new StartService(silent, jobs).handOver(claim)).rejects.toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
    });
    expect((await store.find(claim.job.id))?.current).toBeNull();
  });

  it('should be content when the queue fails but a worker has the generation already', async () => {
    const claim = await claimed();
    const landedAllTheSame = queueThat(async (task) => {
      await store.take(task);
      throw new Error('timed out');
    });
    await new StartService(landedAllTheSame, jobs).handOver(claim);
    expect((await store.find(claim.job.id))?.current?.state).toBe('processing');
  });
});
