import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { EmbeddedGenerationQueue } from '../../src/generation/queue/embedded-generation-queue.js';
import { describeGenerationQueue } from './generation-queue.contract.js';
import { newGeneration, newJob } from './job-store.builders.js';
import { openSqliteStore } from './open-sqlite-store.js';

describeGenerationQueue('EmbeddedGenerationQueue', async () => {
  const { store, close } = await openSqliteStore();
  const queue = new EmbeddedGenerationQueue((limit) => store.waiting(limit), new InProcessEventBus());
  let lastMs = 0;
  return {
    queue,
    addWaiting: async () => {
      // Claims of one millisecond are ordered by id: here the order is to be the order of the calls.
      while (Date.now() === lastMs);
      lastMs = Date.now();
      const { job } = await store.createJob(newJob());
      const generation = newGeneration(job.id);
      await store.claim(generation, 1000);
      return { jobId: job.id, generationId: generation.id };
    },
    take: async (task) => (await store.take(task)) !== null,
    putBack: async (task) => {
      const epoch = (await store.findGeneration(task.jobId, task.generationId))?.epoch ?? 0;
      await store.handBack({ ...task, epoch });
    },
    close: async () => {
      await queue.close();
      await close();
    },
  };
});
