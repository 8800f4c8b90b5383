import { performance } from 'node:perf_hooks';
import { openPostgres, type PostgresDatabase } from '../../src/common/database/open-postgres.js';
import { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import { migratePostgres } from '../../src/jobs/store/migrate-postgres.js';
import type { Schema } from '../../src/jobs/store/schema.js';
import { newGeneration, newJob } from '../contracts/job-store.builders.js';
import { describeWithPostgres, PostgresServer } from '../support/postgres-server.js';
import { untilTrue } from '../support/process-table.js';

/** What a call may take at the very most here: far above the limit, far below a hang. */
const NO_HANG_MS = 10_000;

describeWithPostgres('records on a PostgreSQL that fails', () => {
  let server: PostgresServer;
  let database: PostgresDatabase<Schema>;
  let store: KyselyJobStore;

  beforeAll(async () => {
    server = await PostgresServer.start();
    await migratePostgres(server.url());
    database = openPostgres<Schema>(server.url());
    store = new KyselyJobStore(database);
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  /** Asks 30 things at once, three times as many as there are connections, and expects to be told that all failed. */
  async function expectAway(jobId: string): Promise<void> {
    const startMs = performance.now();
    const calls = Array.from({ length: 10 }, () => [
      store.find(jobId),
      store.claim(newGeneration(jobId), 100),
      store.createJob(newJob()),
    ]).flat();
    for (const outcome of await Promise.allSettled<unknown>(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_UNAVAILABLE' } });
    }
    expect(performance.now() - startMs).toBeLessThan(NO_HANG_MS);
    await expect(database.ping()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  }

  async function untilBack(): Promise<void> {
    await untilTrue(() =>
      database.ping().then(
        () => true,
        () => false,
      ),
    );
  }

  it('should tell every call while the server is stopped, and go on when it goes on', async () => {
    const { job } = await store.createJob(newJob());
    await Promise.all(Array.from({ length: 20 }, () => store.find(job.id)));
    await server.freeze();
    await expectAway(job.id);
    await server.thaw();
    await untilBack();
    expect((await store.find(job.id))?.job.id).toBe(job.id);
    expect(['claimed', 'conflict']).toContain((await store.claim(newGeneration(job.id), 100)).kind);
  });

  it('should tell every call while the server is down, and serve again with the first call after its return', async () => {
    const { job } = await store.createJob(newJob());
    await Promise.all(Array.from({ length: 20 }, () => store.find(job.id)));
    await server.kill();
    await expectAway(job.id);
    await server.run();
    await untilBack();
    expect((await store.find(job.id))?.job.id).toBe(job.id);
    await Promise.all(Array.from({ length: 20 }, () => store.find(job.id)));
  });

  it('should survive that idle connections are cut, with at most one call that notices', async () => {
    const { job } = await store.createJob(newJob());
    await Promise.all(Array.from({ length: 20 }, () => store.find(job.id)));
    await server.kill();
    await server.run();
    await store.find(job.id).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    });
    expect((await store.find(job.id))?.job.id).toBe(job.id);
  });

  it('should leave nothing of a step whose server died in the middle of it', async () => {
    const { job } = await store.createJob(newJob());
    const step = database.kysely.transaction().execute(async (trx) => {
      await trx.updateTable('jobs').set({ seq: 99 }).where('id', '=', job.id).execute();
      await server.kill();
      await trx.updateTable('jobs').set({ seq: 100 }).where('id', '=', job.id).execute();
    });
    await expect(step).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await server.run();
    await untilBack();
    expect((await store.find(job.id))?.job.seq).toBe(1);
  });

  it('should tell a busy row as such within its limit, and not wait for it for ever', async () => {
    const { job } = await store.createJob(newJob());
    await database.kysely.transaction().execute(async (trx) => {
      await trx.selectFrom('jobs').selectAll().where('id', '=', job.id).forUpdate().execute();
      await expect(store.cancel(job.id, null)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      expect((await store.find(job.id))?.job.id).toBe(job.id);
    });
    expect((await store.cancel(job.id, null)).kind).toBe('not-active');
  });
});
