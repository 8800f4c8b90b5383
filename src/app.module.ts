import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { SETTINGS, type Settings } from './common/config/settings.js';
import { DATABASE } from './common/database/database.port.js';
import { EVENT_BUS, type EventBus } from './common/events/event-bus.port.js';
import { FILE_STORAGE } from './common/storage/file-storage.port.js';
import { TelemetryModule } from './common/telemetry/telemetry.module.js';
import type { EmbeddedAdapters } from './embedded-adapters.js';
import { CleaningModule } from './generation/cleaning.module.js';
import { GenerationModule } from './generation/generation.module.js';
import { EmbeddedGenerationQueue } from './generation/queue/embedded-generation-queue.js';
import { GENERATION_QUEUE } from './generation/queue/generation-queue.port.js';
import { RunningModule } from './generation/running.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JOB_STORE, type JobStore } from './jobs/job-store.port.js';
import { ProgressModule } from './progress/progress.module.js';
import { UploadModule } from './upload/upload.module.js';

/** Makes the adapters behind the ports known to every module. */
@Global()
@Module({})
class PortsModule {
  static of(providers: Provider[]): DynamicModule {
    const exports = providers.map((provider) => ('provide' in provider ? provider.provide : provider));
    return { module: PortsModule, imports: [JobsModule], providers, exports };
  }
}

/** Composition root: which adapter stands behind each port is decided here and nowhere else. */
@Module({})
export class AppModule {
  /** One process with nothing to install: SQLite, the queue in the database, local files, events in memory. */
  static embedded(settings: Settings, { database, storage, bus }: EmbeddedAdapters): DynamicModule {
    const ports: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: DATABASE, useValue: database },
      { provide: FILE_STORAGE, useValue: storage },
      { provide: EVENT_BUS, useValue: bus },
      {
        provide: GENERATION_QUEUE,
        inject: [JOB_STORE, EVENT_BUS],
        useFactory: (store: JobStore, events: EventBus) =>
          new EmbeddedGenerationQueue((limit) => store.waiting(limit), events),
      },
    ];
    return {
      module: AppModule,
      imports: [
        PortsModule.of(ports),
        TelemetryModule,
        JobsModule,
        ProgressModule,
        UploadModule,
        GenerationModule,
        RunningModule,
        CleaningModule,
      ],
    };
  }
}
