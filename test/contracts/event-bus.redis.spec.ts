import { Logger } from '@nestjs/common';
import { RedisEventBus } from '../../src/common/events/redis-event-bus.js';
import { topic } from '../../src/common/events/event-bus.port.js';
import { describeWith } from '../support/describe-with.js';
import { untilTrue } from '../support/process-table.js';
import { FaultyProxy } from '../support/faulty-proxy.js';
import { RedisServer } from '../support/redis-server.js';
import { describeEventBus } from './event-bus.contract.js';

Logger.overrideLogger(false);

const COUNTED = topic<{ readonly count: number | string } | null>('test.counted');

describeWith('redis-server', 'RedisEventBus', () => {
  let redis: RedisServer;
  const buses: RedisEventBus[] = [];

  /** A bus whose subscriptions are in force. */
  async function opened(): Promise<{
    bus: RedisEventBus;
    seen: unknown[];
    hears: (value: unknown) => Promise<void>;
  }> {
    const bus = new RedisEventBus({ url: redis.url, prefix: 'test' });
    buses.push(bus);
    const seen: unknown[] = [];
    const watchers = new Set<() => void>();
    bus.subscribe(COUNTED, (event) => {
      seen.push(event === null ? null : event.count);
      for (const look of watchers) look();
    });
    await resumed(bus);
    const hears = (value: unknown): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (seen.includes(value)) resolve();
        };
        watchers.add(look);
        look();
      });
    return { bus, seen, hears };
  }

  function resumed(bus: RedisEventBus): Promise<void> {
    return new Promise((resolve) => {
      const end = bus.onResumed(() => {
        end();
        resolve();
      });
    });
  }

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
  });

  afterAll(() => redis.dispose());

  describeEventBus('RedisEventBus', () => {
    const bus = new RedisEventBus({ url: redis.url, prefix: 'test' });
    return Promise.resolve({ bus, close: () => bus.close() });
  });

  it('should carry events between processes, in order, and each once to each subscriber (scenario 27)', async () => {
    const [one, other] = [await opened(), await opened()];
    one.bus.publish(COUNTED, { count: 1 });
    one.bus.publish(COUNTED, null);
    one.bus.publish(COUNTED, { count: 2 });
    await other.hears(2);
    other.bus.publish(COUNTED, { count: 3 });
    await one.hears(3);
    expect(one.seen).toEqual([1, null, 2, 3]);
    expect(other.seen).toEqual([1, null, 2, 3]);
  });

  it('should pass over what is no message of its own', async () => {
    const { bus, seen, hears } = await opened();
    const other = await opened();
    for (const text of ['', '{', 'null', '7', '[]', '{"from":1,"event":{}}', '{"from":"x"}', '\u0000']) {
      await redis.ask('publish', 'test:events:test.counted', text);
    }
    other.bus.publish(COUNTED, { count: 1 });
    await hears(1);
    expect(seen).toEqual([1]);
    expect(bus.isAlive).toBe(true);
  });

  it('should reach its own subscribers without Redis, and the others again once Redis is back', async () => {
    const [one, other] = [await opened(), await opened()];
    await redis.kill();
    const back = Promise.all([resumed(one.bus), resumed(other.bus)]);
    for (let count = 1; count <= 5_000; count++) one.bus.publish(COUNTED, { count });
    expect(one.seen).toHaveLength(5_000);
    await redis.start();
    await back;
    await published(one.bus, 'back', other);
    expect(other.seen.length).toBeLessThan(100);
  });

  it('should notice a Redis that stopped answering, and flow again when it does', async () => {
    const [one, other] = [await opened(), await opened()];
    redis.freeze();
    await untilTrue(() => Promise.resolve(!one.bus.isAlive && !other.bus.isAlive));
    one.bus.publish(COUNTED, { count: -1 });
    redis.thaw();
    await published(one.bus, 'thawed', other);
  });

  it('should come back although many connections broke off before their first answer', async () => {
    const proxy = await FaultyProxy.start(redis.port);
    const bus = new RedisEventBus({ url: proxy.endpoint.replace('http', 'redis'), prefix: 'test' });
    buses.push(bus);
    await untilTrue(() => Promise.resolve(bus.isAlive));
    const other = await opened();
    proxy.fault = { kind: 'cut', afterBytes: 0 };
    proxy.dropIdle();
    // Each waits longer before the next, up to half a second: some six of them for either connection.
    await proxy.untilFaulty(12);
    proxy.fault = { kind: 'none' };
    await untilTrue(() => Promise.resolve(bus.isAlive));
    await published(bus, 'back', other);
    await proxy.dispose();
  });

  /** Publishes until the publisher's own connection is back as well. */
  async function published(
    from: RedisEventBus,
    label: string,
    to: { hears: (value: unknown) => Promise<void> },
  ): Promise<void> {
    const repeat = setInterval(() => {
      from.publish(COUNTED, { count: label });
    }, 50);
    await to.hears(label);
    clearInterval(repeat);
  }
});
