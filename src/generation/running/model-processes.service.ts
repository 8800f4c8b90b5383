import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { ProcessPool } from '../../common/processes/process-pool.js';
import { MODELLING_SCRIPT } from './modelling-script.js';

/** The processes in which models are made: one, kept warm, for each generation that may run at once. */
@Injectable()
export class ModelProcesses implements OnApplicationShutdown {
  readonly pool: ProcessPool;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const { GENERATION_CONCURRENCY: concurrency, GENERATION_MEMORY_MB: memoryMb } = settings;
    this.pool = new ProcessPool(MODELLING_SCRIPT, {
      maxProcesses: concurrency,
      warmProcesses: concurrency,
      memoryMb,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
