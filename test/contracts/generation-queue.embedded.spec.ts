import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { EmbeddedGenerationQueue } from '../../src/generation/queue/embedded-generation-queue.js';
import { describeGenerationQueue } from './generation-queue.contract.js';
import { openQueueRecords } from './queue-records.js';

describeGenerationQueue('EmbeddedGenerationQueue', async () => {
  const records = await openQueueRecords();
  const queue = new EmbeddedGenerationQueue((limit) => records.store.waiting(limit), new InProcessEventBus());
  return {
    ...records,
    queue,
    close: async () => {
      await queue.close();
      await records.close();
    },
  };
});
