import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../common/config/settings.js';
import { GENERATION_QUEUE, type GenerationQueue } from './queue/generation-queue.port.js';
import { RunGenerationService } from './running/run-generation.service.js';

/** How long a shutdown waits for the generations at work; past that they are handed back. */
const DRAIN_MS = 8_000;

/** Begins the work when the process is up, and ends it in order when it goes down. */
@Injectable()
export class GenerationLifecycle implements BeforeApplicationShutdown {
  readonly #logger = new Logger(GenerationLifecycle.name);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(GENERATION_QUEUE) private readonly queue: GenerationQueue,
    private readonly generations: RunGenerationService,
  ) {}

  begin(): void {
    this.queue.consume((task) => this.generations.run(task), this.settings.GENERATION_CONCURRENCY);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const handBack = setTimeout(() => {
      this.#logger.log({ message: 'Handing generations back', count: this.generations.activeCount });
      this.generations.handBackAll();
    }, DRAIN_MS);
    await this.queue.close();
    clearTimeout(handBack);
  }
}
