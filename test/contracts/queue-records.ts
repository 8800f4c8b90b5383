import type { QueueTask } from '../../src/generation/queue/generation-queue.port.js';
import type { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import type { QueueUnderTest } from './generation-queue.contract.js';
import { newGeneration, newJob } from './job-store.builders.js';
import { openSqliteStore } from './open-sqlite-store.js';

/** The database side of a queue under test: real records. */
export type QueueRecords = Omit<QueueUnderTest, 'queue'> & { readonly store: KyselyJobStore };

export async function openQueueRecords(): Promise<QueueRecords> {
  const { store, close } = await openSqliteStore();
  let lastMs = 0;
  return {
    store,
    close,
    addWaiting: async (): Promise<QueueTask> => {
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
  };
}
