import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { JOB_STORE, type JobStore, type Run } from '../job-store.port.js';
import { JobsService } from '../jobs.service.js';
import { DeadRunDetector } from './dead-run-detector.js';
import { LEADERSHIP, type Leadership } from './leadership.port.js';

const LOOK_EVERY_MS = 1_000;

/** Finds runs whose worker died, and gives their generations another run or an end. Acts only while it leads. */
@Injectable()
export class ReconcilerService implements OnModuleDestroy {
  readonly #logger = new Logger(ReconcilerService.name);
  readonly #detector = new DeadRunDetector();
  #timer: NodeJS.Timeout | null = null;
  #term: number | null = null;
  #isAway = false;
  #isLooking = false;

  constructor(
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LEADERSHIP) private readonly leadership: Leadership,
    private readonly jobs: JobsService,
  ) {}

  /** Looks once a second from now on. */
  start(): void {
    this.leadership.campaign();
    this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  onModuleDestroy(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /**
   * Takes back every run at once. Right only where no run can be alive: at the start of a server that holds
   * the lock on its records and has not begun to work.
   */
  async takeBackAll(): Promise<void> {
    for (const { run } of await this.store.heartbeats()) await this.#lose(run);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    if (!this.#isLeading()) return;
    this.#isLooking = true;
    try {
      const dead = this.#detector.look(await this.store.heartbeats(), performance.now());
      this.#isAway = false;
      for (const run of dead) await this.#lose(run);
    } catch (error) {
      this.#detector.interrupt();
      // Once for each time that the records are away: they may stay away for hours.
      if (!this.#isAway) this.#logger.error('Could not read the heartbeats', (error as Error).stack);
      this.#isAway = true;
    } finally {
      this.#isLooking = false;
    }
  }

  /** Between two terms of this process nobody looked here. */
  #isLeading(): boolean {
    const { term } = this.leadership;
    if (term !== this.#term) {
      this.#term = term;
      this.#detector.interrupt();
      this.#logger.log(term === null ? 'Lost the lead' : 'Took the lead');
    }
    return term !== null;
  }

  async #lose(run: Run): Promise<void> {
    const failure = {
      code: 'WORKER_LOST',
      message: 'The server that made this model stopped before it was done.',
    };
    const { kind } = await this.jobs.lose(run, failure, this.settings.GENERATION_ATTEMPTS);
    this.#logger.warn({ message: 'A run was lost', ...run, outcome: kind });
  }
}
