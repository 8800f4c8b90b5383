import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { ProcessPool } from '../../common/processes/process-pool.js';
import { MODELLING_SCRIPT } from '../running/modelling-script.js';

/** The process in which files of other formats are written, apart from the models: a download waits for no generation. */
@Injectable()
export class ExportProcesses implements OnApplicationShutdown {
  readonly pool: ProcessPool;

  constructor(@Inject(SETTINGS) { GENERATION_MEMORY_MB: memoryMb }: Settings) {
    this.pool = new ProcessPool(MODELLING_SCRIPT, { maxProcesses: 1, warmProcesses: 0, memoryMb });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
