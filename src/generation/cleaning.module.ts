import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { CleanerService } from './cleaning/cleaner.service.js';
import { StorageSweeper } from './cleaning/storage-sweeper.service.js';

/** Removes files that nobody can ask for any more. */
@Module({
  imports: [JobsModule],
  providers: [CleanerService, StorageSweeper],
  exports: [CleanerService, StorageSweeper],
})
export class CleaningModule {}
