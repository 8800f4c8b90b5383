import { topic } from '../common/events/event-bus.port.js';
import type { JobView, Priority, Run } from './job-store.port.js';

/** A job changed: its view as of the change. `view.job.seq` orders the changes of one job. */
export const JOB_CHANGED = topic<{ readonly view: JobView }>('job.changed');

/** A generation was cancelled: whoever runs it stops, at the latest at its next heartbeat. */
export const GENERATION_CANCELLED = topic<Pick<Run, 'jobId' | 'generationId'>>('generation.cancelled');

/** A generation waits once more: its run was lost or handed back, and the queue is to be told. */
export const GENERATION_REQUEUED = topic<
  Pick<Run, 'jobId' | 'generationId'> & { readonly priority: Priority }
>('generation.requeued');

/** The waiting line moved: someone joined it or left it. */
export const QUEUE_MOVED = topic<null>('queue.moved');
