import { Module } from '@nestjs/common';
import { DATABASE } from '../common/database/database.port.js';
import { JOB_STORE } from './job-store.port.js';
import { JobsService } from './jobs.service.js';
import { ReconcilerService } from './reconcile/reconciler.service.js';
import { KyselyJobStore } from './store/kysely-job-store.js';
import type { JobsDatabase } from './store/schema.js';

@Module({
  providers: [
    {
      provide: JOB_STORE,
      inject: [DATABASE],
      useFactory: (database: JobsDatabase) => new KyselyJobStore(database),
    },
    JobsService,
    ReconcilerService,
  ],
  exports: [JOB_STORE, JobsService, ReconcilerService],
})
export class JobsModule {}
