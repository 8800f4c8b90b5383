import type { JobOptions, QueueOptions } from 'bull';
import type { Priority } from '../../../jobs/job-store.port.js';
import type { PlaceInLine, QueueTask } from '../generation-queue.port.js';
import type { BullConnections } from './bull-connections.js';

/** The queue's name within its prefix; both are part of every key in Redis. */
export const QUEUE_NAME = 'generations';

/** What a task carries through Redis. */
export type TaskData = Required<QueueTask>;

/**
 * Bull hands out; it neither repeats nor recovers: what becomes of a run that failed or vanished stands in the
 * database. A worker asks for work for one second at a time, which is also the sign that its connection lives.
 */
export function bullOptions(connections: BullConnections, prefix: string): QueueOptions {
  return {
    prefix,
    createClient: connections.createClient,
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    settings: {
      lockDuration: 30_000,
      lockRenewTime: 10_000,
      maxStalledCount: 0,
      stalledInterval: 5_000,
      drainDelay: 1,
      retryProcessDelay: 500,
    },
  };
}

/**
 * Bull's numbers: the smaller the sooner. Every task has one, for Bull would hand out one without any after all
 * those with one. While no low task waits, a normal one goes to the end at once (0.1 ms with 10,000 waiting, as
 * without numbers); what goes before others makes Redis walk along what waits (0.9 ms with 10,000).
 */
const NUMBER_OF: Record<Priority, Record<PlaceInLine, number>> = {
  high: { ahead: 1, behind: 2 },
  normal: { ahead: 3, behind: 4 },
  low: { ahead: 5, behind: 6 },
};

/**
 * The options of one task. Bull ignores a task whose id it still has, so that each id is used once: a
 * generation that is put back waits anew while its last task may still be at work.
 */
export function taskOptions(
  { generationId, priority }: TaskData,
  enqueueNo: string,
  place: PlaceInLine,
): JobOptions {
  return { jobId: `${generationId}-${enqueueNo}`, priority: NUMBER_OF[priority][place] };
}

/** The generation that a task's id names. */
export function generationOf(taskId: string): string {
  return taskId.slice(0, taskId.lastIndexOf('-'));
}

/** What a task asks for; null where something else was put into the queue. */
export function readTask(data: unknown): TaskData | null {
  if (typeof data !== 'object' || data === null) return null;
  const { jobId, generationId, priority = 'normal' } = data as Partial<TaskData>;
  if (typeof jobId !== 'string' || typeof generationId !== 'string') return null;
  return Object.hasOwn(NUMBER_OF, priority) ? { jobId, generationId, priority } : null;
}
