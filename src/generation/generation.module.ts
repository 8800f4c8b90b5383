import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { JobControlController } from './control/job-control.controller.js';
import { DownloadController } from './downloads/download.controller.js';
import { DownloadService } from './downloads/download.service.js';
import { ExportProcesses } from './formats/export-processes.service.js';
import { ExportService } from './formats/export.service.js';
import { ModelsInfoController } from './models-info/models-info.controller.js';
import { RetryPlanner } from './start/retry-planner.js';
import { StartController } from './start/start.controller.js';
import { StartPlanner } from './start/start-planner.js';
import { StartService } from './start/start.service.js';

/** What callers do with generations: start, control, download. Runs none. */
@Module({
  imports: [JobsModule, ProgressModule],
  controllers: [StartController, JobControlController, DownloadController, ModelsInfoController],
  providers: [DownloadService, ExportProcesses, ExportService, RetryPlanner, StartPlanner, StartService],
})
export class GenerationModule {}
