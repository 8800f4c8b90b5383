import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EVENT_BUS, type EventBus } from '../common/events/event-bus.port.js';
import type { JobView } from '../jobs/job-store.port.js';
import { JOB_CHANGED, QUEUE_MOVED } from '../jobs/jobs.events.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ProgressGateway } from './progress.gateway.js';

const AT_MOST_EVERY_MS = 2_000;
/** Spreads processes that heard of the same move: what the first announces, the others need not. */
const SPREAD_MS = 500;
const ANNOUNCED_COUNT = 100;

/**
 * Tells those who wait near the front of the queue when their place has changed. Each process looks after its
 * own subscribers, and passes over what another one has announced already.
 */
@Injectable()
export class QueueAnnouncerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(QueueAnnouncerService.name);
  /** Where each waiting generation was last shown to be, from 1. */
  #shown = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void)[] = [];

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly jobs: JobsService,
    private readonly gateway: ProgressGateway,
  ) {}

  onApplicationBootstrap(): void {
    this.#unsubscribe = [
      this.bus.subscribe(JOB_CHANGED, ({ view }) => {
        this.#note(view);
      }),
      this.bus.subscribe(QUEUE_MOVED, () => {
        const delayMs = AT_MOST_EVERY_MS + (this.bus.canLoseEvents ? Math.random() * SPREAD_MS : 0);
        this.#timer ??= setTimeout(() => void this.#announce(), delayMs).unref();
      }),
    ];
  }

  onModuleDestroy(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Any change of a waiting job shows its place, whoever made it. */
  #note({ job, current, queuePosition }: JobView): void {
    if (current !== null && queuePosition !== null && this.gateway.subscribed(job.id)) {
      this.#shown.set(current.id, queuePosition);
    }
  }

  async #announce(): Promise<void> {
    this.#timer = null;
    try {
      const before = this.#shown;
      this.#shown = new Map();
      for (const [index, waiting] of (await this.jobs.waiting(ANNOUNCED_COUNT)).entries()) {
        const isNews = before.get(waiting.generationId) !== index + 1;
        if (isNews && this.gateway.subscribed(waiting.jobId)) await this.jobs.announcePosition(waiting);
        else this.#shown.set(waiting.generationId, index + 1);
      }
    } catch (error) {
      this.#logger.error('Could not announce queue positions', (error as Error).stack);
    }
  }
}
