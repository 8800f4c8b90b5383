import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { QueueKeeper } from './queue/queue-keeper.service.js';

/** Keeps the queue in step with the database. */
@Module({ imports: [JobsModule], providers: [QueueKeeper], exports: [QueueKeeper] })
export class QueueKeepingModule {}
