import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { GenerationLifecycle } from './generation-lifecycle.service.js';
import { ModelProcesses } from './running/model-processes.service.js';
import { ModelRunner } from './running/model-runner.service.js';
import { RunGenerationService } from './running/run-generation.service.js';

/** What a worker does: takes generations from the queue and runs them. Has no route. */
@Module({
  imports: [JobsModule],
  providers: [GenerationLifecycle, ModelProcesses, ModelRunner, RunGenerationService],
})
export class RunningModule {}
