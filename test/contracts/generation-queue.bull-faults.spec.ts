import { Logger } from '@nestjs/common';
import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { MetricsService } from '../../src/common/telemetry/metrics.service.js';
import { QueueKeeper } from '../../src/generation/queue/queue-keeper.service.js';
import type { QueueTask } from '../../src/generation/queue/generation-queue.port.js';
import { StartService } from '../../src/generation/start/start.service.js';
import { SoleLeadership } from '../../src/jobs/reconcile/sole-leadership.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { openBullQueue, type OpenedQueue } from '../support/bull-queue.js';
import { describeWith } from '../support/describe-with.js';
import { untilTrue } from '../support/process-table.js';
import { RedisServer } from '../support/redis-server.js';
import { Gate } from './generation-queue.contract.js';
import { newGeneration, newJob } from './job-store.builders.js';
import { openQueueRecords, type QueueRecords } from './queue-records.js';

Logger.overrideLogger(false);

describeWith('redis-server', 'BullGenerationQueue when Redis fails', () => {
  let redis: RedisServer;
  let records: QueueRecords;
  let opened: OpenedQueue[];
  let gate: Gate;

  beforeEach(async () => {
    redis = await RedisServer.prepare();
    records = await openQueueRecords();
    opened = [];
    gate = new Gate();
  });

  afterEach(async () => {
    for (let index = 0; index < 100; index++) gate.letOneGo();
    redis.thaw();
    await Promise.all(opened.map(({ close }) => close()));
    await records.close();
    await redis.dispose();
  });

  /** A worker's queue that hands what is still to be done to the gate, or the queue of one that only adds. */
  async function open({ consumes = true, prefix = 'test' } = {}): Promise<OpenedQueue['queue']> {
    const each = await openBullQueue(redis.url, { consumes, prefix });
    opened.push(each);
    return each.queue;
  }

  async function openAlive(options: { consumes?: boolean } = {}): Promise<OpenedQueue['queue']> {
    const queue = await open(options);
    await untilTrue(() => Promise.resolve(queue.isAlive));
    return queue;
  }

  const handler = async (task: QueueTask): Promise<void> => {
    if (await records.take(task)) await gate.pass(task);
  };

  function keeperOf(queue: OpenedQueue['queue'], bus = new InProcessEventBus()): QueueKeeper {
    const leadership = new SoleLeadership();
    leadership.campaign();
    const jobs = new JobsService(records.store, bus, new MetricsService());
    return new QueueKeeper(queue, bus, leadership, jobs);
  }

  it('should begin to hand out when Redis comes, and refuse tasks until then (scenarios 10, 11)', async () => {
    const worker = await open();
    const adder = await open({ consumes: false });
    worker.consume(handler, 1);
    const task = await records.addWaiting();
    await expect(adder.enqueue(task)).rejects.toThrow();
    await expect(worker.enqueue(task)).rejects.toThrow();
    expect(worker.isAlive || adder.isAlive).toBe(false);
    await redis.start();
    await untilTrue(() => Promise.resolve(adder.isAlive));
    await adder.enqueue(task);
    await gate.hasBegun(1);
  });

  it('should give the claim back while Redis is half-open, and pass over its late task (scenario 12)', async () => {
    await redis.start();
    const [adder, worker] = [await openAlive({ consumes: false }), await openAlive()];
    worker.consume(handler, 1);
    const jobs = new JobsService(records.store, new InProcessEventBus(), new MetricsService());
    const { job } = await records.store.createJob(newJob());
    const claim = await jobs.claim(newGeneration(job.id), 100);
    redis.freeze();
    await expect(new StartService(adder, jobs).handOver(claim)).rejects.toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
    });
    expect((await records.store.find(job.id))?.current).toBeNull();
    redis.thaw();
    await untilTrue(() => Promise.resolve(adder.isAlive && worker.isAlive));
    const next = await records.addWaiting();
    await adder.enqueue(next);
    await gate.hasBegun(1);
    expect(gate.begun).toEqual([next]);
  });

  it('should notice that a silent Redis is dead, and go on once it answers', async () => {
    await redis.start();
    const [adder, worker] = [await openAlive({ consumes: false }), await openAlive()];
    worker.consume(handler, 1);
    redis.freeze();
    await untilTrue(() => Promise.resolve(!adder.isAlive && !worker.isAlive));
    redis.thaw();
    await untilTrue(() => Promise.resolve(adder.isAlive && worker.isAlive));
    await adder.enqueue(await records.addWaiting());
    await gate.hasBegun(1);
  });

  it('should lose no task and run none twice over a kill of a Redis that keeps a log (scenario 9)', async () => {
    await redis.dispose();
    redis = await RedisServer.start('--appendonly', 'yes', '--appendfsync', 'always');
    const [adder, worker] = [await openAlive({ consumes: false }), await openAlive()];
    const tasks = [await records.addWaiting(), await records.addWaiting(), await records.addWaiting()];
    for (const task of tasks) await adder.enqueue(task);
    worker.consume(handler, 1);
    await gate.hasBegun(1);
    await redis.kill();
    gate.letOneGo();
    await redis.start();
    for (let count = 2; count <= 3; count++) {
      await gate.hasBegun(count);
      gate.letOneGo();
    }
    expect(gate.begun).toEqual(tasks);
  });

  it('should be told again of what it forgot in mid-run, and of nothing else (scenarios 13, 16)', async () => {
    await redis.start();
    const worker = await openAlive();
    const keeper = keeperOf(worker);
    const tasks = [await records.addWaiting(), await records.addWaiting(), await records.addWaiting()];
    for (const task of tasks) await worker.enqueue(task);
    worker.consume(handler, 1);
    await gate.hasBegun(1);
    await redis.ask('flushall');
    expect(await worker.missing(tasks.slice(1))).toEqual(tasks.slice(1));
    await keeper.look();
    await keeper.look();
    expect(await redis.ask('llen', 'test:generations:wait')).toBe(2);
    for (let count = 2; count <= 3; count++) {
      gate.letOneGo();
      await gate.hasBegun(count);
    }
    expect(gate.begun).toEqual(tasks);
  });

  it('should be told of a claim that died before it was enqueued, and at once of what waits again (scenario 7)', async () => {
    await redis.start();
    const worker = await openAlive();
    const bus = new InProcessEventBus();
    const jobs = new JobsService(records.store, bus, new MetricsService());
    const task = await records.addWaiting();
    const keeper = keeperOf(worker, bus);
    worker.consume(handler, 2);
    keeper.start();
    try {
      await gate.hasBegun(1);
      await jobs.lose({ ...task, epoch: 1 }, { code: 'WORKER_LOST', message: '' }, 5);
      await gate.hasBegun(2);
      await jobs.handBack({ ...task, epoch: 3 });
      gate.letOneGo();
      await gate.hasBegun(3);
      expect(gate.begun).toEqual([task, task, task]);
    } finally {
      keeper.stop();
    }
  });

  it('should hand out again, and next, what a worker was given and died with before it took it', async () => {
    await redis.start();
    const adder = await openAlive({ consumes: false });
    const tasks = [await records.addWaiting(), await records.addWaiting(), await records.addWaiting()];
    for (const task of tasks) await adder.enqueue(task);
    await redis.ask('rpoplpush', 'test:generations:wait', 'test:generations:active');
    await keeperOf(adder).look();
    // Bull still counts the one that was given away: what comes after would join too far ahead.
    for (let count = 0; count < 2; count++) {
      const later = await records.addWaiting();
      tasks.push(later);
      await adder.enqueue(later);
    }
    (await openAlive()).consume(handler, 1);
    for (let count = 1; count <= 5; count++) {
      await gate.hasBegun(count);
      gate.letOneGo();
    }
    expect(gate.begun).toEqual(tasks);
  });

  it('should have what it never heard of join by its priority, ahead of those that it did', async () => {
    await redis.start();
    const worker = await openAlive();
    const [unheard, normal, urgent] = [
      await records.addWaiting(),
      await records.addWaiting(),
      await records.addWaiting(),
    ];
    await worker.enqueue(normal);
    await worker.enqueue({ ...urgent, priority: 'high' });
    await keeperOf(worker).look();
    worker.consume(handler, 1);
    for (let count = 1; count <= 3; count++) {
      await gate.hasBegun(count);
      gate.letOneGo();
    }
    expect(gate.begun).toEqual([urgent, unheard, normal]);
  });

  it('should refuse a task when the memory of Redis is full, and take it when there is room (scenario 14)', async () => {
    await redis.start();
    const worker = await openAlive();
    await redis.ask('config', 'set', 'maxmemory', '1');
    const task = await records.addWaiting();
    await expect(worker.enqueue(task)).rejects.toThrow(/OOM/);
    expect(await redis.ask('dbsize')).toBe(0);
    worker.consume(handler, 1);
    await redis.ask('config', 'set', 'maxmemory', '0');
    await worker.enqueue(task);
    await gate.hasBegun(1);
  });

  it('should go on after tasks that are none of its own', async () => {
    await redis.start();
    const worker = await openAlive();
    worker.consume(handler, 1);
    await redis.ask('lpush', 'test:generations:wait', 'nonsense', 'a-b', '');
    const task = await records.addWaiting();
    await worker.enqueue(task);
    await gate.hasBegun(1);
    expect(gate.begun).toEqual([task]);
  });

  it('should hand out the more urgent first, and in order within one priority', async () => {
    await redis.start();
    const worker = await openAlive();
    const priorities = ['low', 'normal', 'high', 'normal', 'low', 'high'] as const;
    const tasks: QueueTask[] = [];
    for (const priority of priorities) {
      const task = await records.addWaiting();
      tasks.push(task);
      await worker.enqueue({ ...task, priority });
    }
    worker.consume(handler, 1);
    for (let count = 1; count <= 6; count++) {
      await gate.hasBegun(count);
      gate.letOneGo();
    }
    expect(gate.begun).toEqual([2, 5, 1, 3, 0, 4].map((index) => tasks[index]));
  });

  it.each(['frozen', 'away'])('should close with Redis %s, once its handlers have ended', async (state) => {
    await redis.start();
    const worker = await openAlive();
    worker.consume(handler, 2);
    await worker.enqueue(await records.addWaiting());
    await gate.hasBegun(1);
    if (state === 'frozen') redis.freeze();
    else await redis.kill();
    const closed = opened[0]!.close();
    gate.letOneGo();
    await closed;
    expect(gate.runningCount).toBe(0);
  });
});
