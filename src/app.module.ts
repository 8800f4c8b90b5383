import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { SETTINGS, type Settings } from './common/config/settings.js';
import { DATABASE } from './common/database/database.port.js';
import { EVENT_BUS, type EventBus } from './common/events/event-bus.port.js';
import { FILE_STORAGE } from './common/storage/file-storage.port.js';
import { TelemetryModule } from './common/telemetry/telemetry.module.js';
import { CleaningModule } from './generation/cleaning.module.js';
import { EmbeddedGenerationQueue } from './generation/queue/embedded-generation-queue.js';
import { GENERATION_QUEUE } from './generation/queue/generation-queue.port.js';
import { QueueKeepingModule } from './generation/queue-keeping.module.js';
import { RunningModule } from './generation/running.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JOB_STORE, type JobStore } from './jobs/job-store.port.js';
import { LEADERSHIP } from './jobs/reconcile/leadership.port.js';
import type { DistributedAdapters } from './start-up/distributed-adapters.js';
import type { EmbeddedAdapters } from './start-up/embedded-adapters.js';

/** Makes the adapters behind the ports known to every module. */
@Global()
@Module({})
class PortsModule {
  static of(providers: Provider[]): DynamicModule {
    const exports = providers.map((provider) => ('provide' in provider ? provider.provide : provider));
    return { module: PortsModule, imports: [JobsModule], providers, exports };
  }
}

/** A third of what a process loads is for its callers' sake: a worker starts without. */
async function loadAnswering(): Promise<readonly Type[]> {
  return (await import('./answering-modules.js')).ANSWERING_MODULES;
}

/** Composition root: which adapter stands behind each port, and what a process does, is decided here and nowhere else. */
@Module({})
export class AppModule {
  /** One process with nothing to install: SQLite, the queue in the database, local files, events in memory. */
  static async embedded(settings: Settings, adapters: EmbeddedAdapters): Promise<DynamicModule> {
    const queue: Provider = {
      provide: GENERATION_QUEUE,
      inject: [JOB_STORE, EVENT_BUS],
      useFactory: (store: JobStore, events: EventBus) =>
        new EmbeddedGenerationQueue((limit) => store.waiting(limit), events),
    };
    const ports = PortsModule.of([...portsOf(settings, adapters), queue]);
    return compose(ports, ...(await loadAnswering()), RunningModule);
  }

  /** One of several processes that answer callers: PostgreSQL, Bull, shared files, events over Redis. */
  static async api(settings: Settings, adapters: DistributedAdapters): Promise<DynamicModule> {
    return distributed('api', settings, adapters, ...(await loadAnswering()));
  }

  /** One of several processes that run generations. */
  static worker(settings: Settings, adapters: DistributedAdapters): DynamicModule {
    return distributed('worker', settings, adapters, RunningModule);
  }
}

function portsOf(
  settings: Settings,
  {
    database,
    storage,
    bus,
    leadership,
  }: Pick<EmbeddedAdapters | DistributedAdapters, 'database' | 'storage' | 'bus' | 'leadership'>,
): Provider[] {
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: DATABASE, useValue: database },
    { provide: FILE_STORAGE, useValue: storage },
    { provide: EVENT_BUS, useValue: bus },
    { provide: LEADERSHIP, useValue: leadership },
  ];
}

function distributed(
  role: 'api' | 'worker',
  settings: Settings,
  adapters: DistributedAdapters,
  ...parts: Type[]
): DynamicModule {
  const ports = PortsModule.of(portsOf(settings, adapters));
  return compose(ports, adapters.queueFor(role), QueueKeepingModule, ...parts);
}

function compose(...parts: (Type | DynamicModule)[]): DynamicModule {
  return { module: AppModule, imports: [...parts, TelemetryModule, JobsModule, CleaningModule] };
}
