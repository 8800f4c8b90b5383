import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { EVENT_BUS, type EventBus } from '../common/events/event-bus.port.js';
import { JobNotFoundError } from '../jobs/jobs.errors.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ProgressGateway } from './progress.gateway.js';

const LOOK_EVERY_MS = 5_000;
const JOBS_A_READ = 500;

/**
 * Makes up for lost events, where the bus can lose any: every five seconds, and at once when events flow
 * again, it reads how far the followed jobs have come and tells of those that came further than was sent.
 * While nothing is lost that is one small read for 500 jobs.
 */
@Injectable()
export class CatchUpService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(CatchUpService.name);
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: () => void = () => undefined;
  #isLooking = false;
  #isAsked = false;

  constructor(
    @Inject(EVENT_BUS) private readonly bus: EventBus,
    private readonly jobs: JobsService,
    private readonly gateway: ProgressGateway,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.bus.canLoseEvents) return;
    const look = (): void => {
      this.#isAsked = true;
      if (!this.#isLooking) void this.#look();
    };
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
    this.#unsubscribe = this.bus.onResumed(look);
  }

  onModuleDestroy(): void {
    this.#unsubscribe();
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        const followed = this.gateway.followedJobs();
        for (let start = 0; start < followed.length; start += JOBS_A_READ) {
          await this.#tellOf(followed.slice(start, start + JOBS_A_READ));
        }
      }
    } catch (error) {
      this.#logger.error('Could not read what was missed', (error as Error).stack);
    } finally {
      this.#isLooking = false;
    }
  }

  async #tellOf(jobIds: string[]): Promise<void> {
    for (const { jobId, seq } of await this.jobs.seqs(jobIds)) {
      // Looked at again for each: meanwhile an event may have told of it.
      if (this.gateway.isBehind(jobId, seq)) await this.#show(jobId);
    }
  }

  async #show(jobId: string): Promise<void> {
    try {
      this.gateway.show(await this.jobs.get(jobId));
    } catch (error) {
      if (!(error instanceof JobNotFoundError)) throw error;
    }
  }
}
