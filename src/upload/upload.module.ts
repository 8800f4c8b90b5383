import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { IntakeService } from './intake.service.js';
import { PreviewController } from './preview.controller.js';
import { UploadController } from './upload.controller.js';
import { UploadService } from './upload.service.js';

@Module({
  imports: [JobsModule],
  controllers: [UploadController, PreviewController],
  providers: [UploadService, IntakeService],
})
export class UploadModule {}
