import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EVENT_BUS, type EventBus } from '../common/events/event-bus.port.js';
import { QUEUE_MOVED } from '../jobs/jobs.events.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ProgressGateway } from './progress.gateway.js';

const AT_MOST_EVERY_MS = 2_000;
const ANNOUNCED_COUNT = 100;

/** Tells those who wait near the front of the queue when their place has changed. */
@Injectable()
export class QueueAnnouncerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(QueueAnnouncerService.name);
  #announced = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: () => void = () => undefined;

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly jobs: JobsService,
    private readonly gateway: ProgressGateway,
  ) {}

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.bus.subscribe(QUEUE_MOVED, () => {
      this.#timer ??= setTimeout(() => void this.#announce(), AT_MOST_EVERY_MS).unref();
    });
  }

  onModuleDestroy(): void {
    this.#unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #announce(): Promise<void> {
    this.#timer = null;
    try {
      const announced = new Map<string, number>();
      for (const [index, waiting] of (await this.jobs.waiting(ANNOUNCED_COUNT)).entries()) {
        announced.set(waiting.generationId, index);
        const isNews = this.#announced.get(waiting.generationId) !== index;
        if (isNews && this.gateway.subscribed(waiting.jobId)) await this.jobs.announcePosition(waiting);
      }
      this.#announced = announced;
    } catch (error) {
      this.#logger.error('Could not announce queue positions', (error as Error).stack);
    }
  }
}
