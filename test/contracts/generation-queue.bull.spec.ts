import { Logger } from '@nestjs/common';
import { openBullQueue } from '../support/bull-queue.js';
import { describeWith } from '../support/describe-with.js';
import { untilTrue } from '../support/process-table.js';
import { RedisServer } from '../support/redis-server.js';
import { describeGenerationQueue } from './generation-queue.contract.js';
import { openQueueRecords } from './queue-records.js';

Logger.overrideLogger(false);

describeWith('redis-server', 'with a Redis server', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  afterAll(() => redis.dispose());

  describeGenerationQueue('BullGenerationQueue', async () => {
    const records = await openQueueRecords();
    const { queue, close } = await openBullQueue(redis.url);
    await untilTrue(() => Promise.resolve(queue.isAlive));
    return {
      ...records,
      queue,
      close: async () => {
        await close();
        await records.close();
      },
    };
  });
});
