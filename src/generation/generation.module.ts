import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { CleanerService } from './cleaning/cleaner.service.js';
import { JobControlController } from './control/job-control.controller.js';
import { DownloadController } from './downloads/download.controller.js';
import { DownloadService } from './downloads/download.service.js';
import { ExportService } from './formats/export.service.js';
import { GenerationLifecycle } from './generation-lifecycle.service.js';
import { ModelsInfoController } from './models-info/models-info.controller.js';
import { ModelRunner } from './running/model-runner.service.js';
import { ModellingProcesses } from './running/modelling-processes.service.js';
import { RunGenerationService } from './running/run-generation.service.js';
import { RetryPlanner } from './start/retry-planner.js';
import { StartController } from './start/start.controller.js';
import { StartPlanner } from './start/start-planner.js';
import { StartService } from './start/start.service.js';

@Module({
  imports: [JobsModule, ProgressModule],
  controllers: [StartController, JobControlController, DownloadController, ModelsInfoController],
  providers: [
    CleanerService,
    DownloadService,
    ExportService,
    GenerationLifecycle,
    ModelRunner,
    ModellingProcesses,
    RetryPlanner,
    RunGenerationService,
    StartPlanner,
    StartService,
  ],
})
export class GenerationModule {}
