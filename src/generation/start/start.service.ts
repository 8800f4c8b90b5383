import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error.js';
import type { JobView } from '../../jobs/job-store.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { GENERATION_QUEUE, type GenerationQueue } from '../queue/generation-queue.port.js';

const HAND_OVER_LIMIT_MS = 1_000;

/** Hands a claimed generation to the queue. */
@Injectable()
export class StartService {
  readonly #logger = new Logger(StartService.name);

  constructor(
    @Inject(GENERATION_QUEUE) private readonly queue: GenerationQueue,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Returns with the generation in good hands. A queue that fails or takes over a second gives the claim back,
   * unless a worker took the generation meanwhile: then all is well.
   * @throws DomainError QUEUE_UNAVAILABLE; the job is then as it was before
   */
  async handOver(claim: JobView): Promise<void> {
    const { job, current } = claim;
    if (current === null) throw new Error('A claim has a generation');
    const task = { jobId: job.id, generationId: current.id };
    const { priority } = current.request;
    try {
      await withinLimit(this.queue.enqueue({ ...task, priority }));
    } catch (error) {
      this.#logger.warn({ message: 'The queue took no task', ...task, reason: (error as Error).message });
      if (await this.jobs.withdraw(task)) {
        throw new DomainError(
          'QUEUE_UNAVAILABLE',
          'The queue cannot be reached. Try again shortly.',
          {},
          error,
        );
      }
    }
    this.jobs.announceClaim(claim);
  }
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${HAND_OVER_LIMIT_MS} ms`));
    }, HAND_OVER_LIMIT_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
