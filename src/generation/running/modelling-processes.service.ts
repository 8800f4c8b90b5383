import { fileURLToPath } from 'node:url';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { ProcessPool } from '../../common/processes/process-pool.js';

const SCRIPT = fileURLToPath(new URL('./generation.worker.js', import.meta.url));

/** The processes in which models are made and files of other formats written. */
@Injectable()
export class ModellingProcesses implements OnApplicationShutdown {
  /** One warm process for each generation that may run at once. */
  readonly models: ProcessPool;
  /** Apart from the models: a download never waits for a generation. */
  readonly exports: ProcessPool;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const { GENERATION_CONCURRENCY: concurrency, GENERATION_MEMORY_MB: memoryMb } = settings;
    this.models = new ProcessPool(SCRIPT, {
      maxProcesses: concurrency,
      warmProcesses: concurrency,
      memoryMb,
    });
    this.exports = new ProcessPool(SCRIPT, { maxProcesses: 1, warmProcesses: 0, memoryMb });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.models.close(), this.exports.close()]);
  }
}
