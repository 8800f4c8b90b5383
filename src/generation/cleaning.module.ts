import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { CleanerService } from './cleaning/cleaner.service.js';

/** Removes files that nobody can ask for any more. */
@Module({ imports: [JobsModule], providers: [CleanerService], exports: [CleanerService] })
export class CleaningModule {}
