import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { readSettings } from '../../src/common/config/settings.js';
import { openPostgres } from '../../src/common/database/open-postgres.js';
import { InProcessEventBus } from '../../src/common/events/in-process-event-bus.js';
import { MetricsService } from '../../src/common/telemetry/metrics.service.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import type { Leadership } from '../../src/jobs/reconcile/leadership.port.js';
import { PostgresLeadership } from '../../src/jobs/reconcile/postgres-leadership.js';
import { ReconcilerService } from '../../src/jobs/reconcile/reconciler.service.js';
import { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import type { Schema } from '../../src/jobs/store/schema.js';
import { describeWithPostgres, PostgresServer } from '../support/postgres-server.js';
import { untilTrue } from '../support/process-table.js';
import { describeLeadership, untilLeading } from './leadership.contract.js';

Logger.overrideLogger(false);

const TRY_EVERY_MS = 50;

/** Counts how often it is asked for heartbeats, and has none. */
class WatchedStore extends KyselyJobStore {
  lookCount = 0;

  override heartbeats(): Promise<[]> {
    this.lookCount += 1;
    return Promise.resolve([]);
  }
}

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer;
  const candidates: Leadership[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });

  afterEach(async () => {
    await Promise.all(candidates.splice(0).map((candidate) => candidate.close()));
  });

  afterAll(async () => {
    await server.stop();
  });

  function candidate(): Leadership {
    const made = new PostgresLeadership(server.url(), TRY_EVERY_MS);
    candidates.push(made);
    return made;
  }

  function campaigning(count: number): Leadership[] {
    const made = Array.from({ length: count }, candidate);
    for (const each of made) each.campaign();
    return made;
  }

  const leadersOf = (all: readonly Leadership[]): Leadership[] => all.filter(({ term }) => term !== null);

  describeLeadership('PostgresLeadership', candidate);

  it('should have one leader of several candidates, and another when that one closes', async () => {
    const all = campaigning(3);
    await untilTrue(() => Promise.resolve(leadersOf(all).length > 0));
    const [leader] = leadersOf(all);
    await leader!.close();
    await untilTrue(() => Promise.resolve(leadersOf(all).length > 0));
    expect(leadersOf(all)).toHaveLength(1);
    expect(leadersOf(all)).not.toContain(leader);
  });

  it("should pass the lead on when the leader's connection is lost, and count a new term when it comes back", async () => {
    const [leader] = campaigning(1);
    await untilLeading(leader!);
    const before = leader!.term;
    const admin = openPostgres<object>(server.url(), { poolSize: 1 });
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`.execute(
      admin.kysely,
    );
    await admin.close();
    await untilTrue(() => Promise.resolve(leader!.term !== before));
    await untilLeading(leader!);
    expect(leader!.term).not.toBe(before);
  });

  it('should not believe to lead while the server is stopped, and lead again after', async () => {
    const [leader] = campaigning(1);
    await untilLeading(leader!);
    await server.freeze();
    await untilTrue(() => Promise.resolve(leader!.term === null));
    await server.thaw();
    await untilLeading(leader!);
  });

  it('should let one of two reconcilers look for dead runs, and the other when the first one ends', async () => {
    const database = openPostgres<Schema>(server.url(), { poolSize: 1 });
    const watch = (): { store: WatchedStore; reconciler: ReconcilerService; leadership: Leadership } => {
      const store = new WatchedStore(database);
      const leadership = candidate();
      const jobs = new JobsService(store, new InProcessEventBus(), new MetricsService());
      const reconciler = new ReconcilerService(store, readSettings({}), leadership, jobs);
      reconciler.start();
      return { store, reconciler, leadership };
    };
    const first = watch();
    await untilTrue(() => Promise.resolve(first.store.lookCount > 0));
    const second = watch();
    const seen = first.store.lookCount;
    await untilTrue(() => Promise.resolve(first.store.lookCount > seen));
    expect(second.store.lookCount).toBe(0);
    await first.leadership.close();
    const last = first.store.lookCount;
    await untilTrue(() => Promise.resolve(second.store.lookCount > 0));
    expect(first.store.lookCount).toBe(last);
    first.reconciler.onModuleDestroy();
    second.reconciler.onModuleDestroy();
    await database.close();
  });
});
