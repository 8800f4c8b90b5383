import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { EVENT_BUS, type EventBus } from '../../common/events/event-bus.port.js';
import { GENERATION_REQUEUED } from '../../jobs/jobs.events.js';
import { LEADERSHIP, type Leadership } from '../../jobs/reconcile/leadership.port.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { GENERATION_QUEUE, type GenerationQueue, type QueueTask } from './generation-queue.port.js';

const LOOK_EVERY_MS = 5_000;
/** Those that are next: what waits behind them is looked at when it has moved up. */
const MOST_AT_ONCE = 500;

/**
 * Sees to it that what waits in the database waits in the queue as well: every five seconds, and when Redis
 * comes back, it enqueues what the queue has forgotten or was never told of, and at once what waits once more.
 * A generation on its way into the queue may be enqueued a second time; the database lets one task have it. It
 * joins ahead of the others of its priority, for in the database its turn comes before theirs: behind ten
 * thousand of them a dead worker's generation would wait for an hour.
 *
 * Only the process that leads acts, for thrift: several would do no harm but enqueue more than once.
 */
@Injectable()
export class QueueKeeper implements OnModuleDestroy {
  readonly #logger = new Logger(QueueKeeper.name);
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void)[] = [];
  #isLooking = false;

  constructor(
    @Inject(GENERATION_QUEUE) private readonly queue: GenerationQueue,
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    @Inject(LEADERSHIP) private readonly leadership: Leadership,
    private readonly jobs: JobsService,
  ) {}

  /** Begins, also again after {@link stop}. Nothing to do for a queue that forgets nothing. */
  start(): void {
    if (this.#timer !== null || !this.queue.canForget) return;
    this.leadership.campaign();
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#unsubscribe = [
      this.bus.subscribe(GENERATION_REQUEUED, (task) => void this.#enqueueAgain(task)),
      this.bus.onResumed(() => void this.look()),
    ];
    void this.look();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** One look, unless one is at work. Never rejects: what could not be done now is found by the next one. */
  async look(): Promise<void> {
    if (this.#isLooking || this.leadership.term === null) return;
    this.#isLooking = true;
    try {
      const missing = await this.queue.missing(await this.jobs.waiting(MOST_AT_ONCE));
      for (const task of missing) await this.queue.enqueue(task, 'ahead');
      if (missing.length > 0) {
        this.#logger.log({ message: 'Enqueued what the queue did not have', count: missing.length });
      }
    } catch (error) {
      this.#logger.warn({ message: 'Could not compare the queue', reason: (error as Error).message });
    } finally {
      this.#isLooking = false;
    }
  }

  async #enqueueAgain(task: QueueTask): Promise<void> {
    if (this.leadership.term === null) return;
    try {
      await this.queue.enqueue(task, 'ahead');
    } catch (error) {
      this.#logger.warn({ message: 'Not enqueued again yet', ...task, reason: (error as Error).message });
    }
  }
}
