import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { CatchUpService } from './catch-up.service.js';
import { JobStatusController } from './job-status.controller.js';
import { JobsViewController } from './jobs-view.controller.js';
import { ProgressGateway } from './progress.gateway.js';
import { QueueAnnouncerService } from './queue-announcer.service.js';
import { SnapshotService } from './snapshot.service.js';

@Module({
  imports: [JobsModule],
  controllers: [JobStatusController, JobsViewController],
  providers: [CatchUpService, ProgressGateway, QueueAnnouncerService, SnapshotService],
  exports: [SnapshotService],
})
export class ProgressModule {}
