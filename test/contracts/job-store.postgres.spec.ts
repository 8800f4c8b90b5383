import { randomUUID } from 'node:crypto';
import { describeWithPostgres, PostgresServer } from '../support/postgres-server.js';
import { migratePostgres } from '../../src/jobs/store/migrate-postgres.js';
import { newGeneration, newJob, resultOf } from './job-store.builders.js';
import { describeJobStore } from './job-store.contract.js';
import { createDatabase, openPostgresStore, openStoreAt } from './open-postgres-store.js';

describeWithPostgres('PostgreSQL', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  describeJobStore('PostgreSQL', () => openPostgresStore(server));

  describe('several processes on one database', () => {
    const closers: (() => Promise<void>)[] = [];

    afterEach(async () => {
      await Promise.all(closers.splice(0).map((close) => close()));
    });

    async function openStores(count: number): Promise<ReturnType<typeof openStoreAt>['store'][]> {
      const url = await createDatabase(server);
      await migratePostgres(url);
      const opened = Array.from({ length: count }, () => openStoreAt(url));
      closers.push(...opened.map(({ close }) => close));
      return opened.map(({ store }) => store);
    }

    it('should migrate once when 5 start at the same moment', async () => {
      const url = await createDatabase(server);
      await Promise.all(Array.from({ length: 5 }, () => migratePostgres(url)));
      const { store, close } = openStoreAt(url);
      closers.push(close);
      expect(await store.find((await store.createJob(newJob())).job.id)).not.toBeNull();
    });

    it('should let exactly one of 200 simultaneous claims over 4 pools through', async () => {
      const stores = await openStores(4);
      const { id } = (await stores[0]!.createJob(newJob())).job;
      for (let round = 0; round < 3; round++) {
        const outcomes = await Promise.all(
          Array.from({ length: 200 }, (_, index) => stores[index % 4]!.claim(newGeneration(id), 100)),
        );
        expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
        expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(199);
        await stores[round]!.cancel(id, null);
      }
    });

    // The second limit lies beyond the claims that may stand side by side: some of them do, the last ones do not.
    it.each([
      { limit: 7, claimCount: 40 },
      { limit: 100, claimCount: 160 },
    ])(
      'should never let more wait than $limit, however many claims meet there, and no fewer',
      async ({ limit, claimCount }) => {
        const stores = await openStores(4);
        const ids = await Promise.all(
          Array.from({ length: claimCount }, async () => (await stores[0]!.createJob(newJob())).job.id),
        );
        const outcomes = await Promise.all(
          ids.map((id, index) => stores[index % 4]!.claim(newGeneration(id), limit)),
        );
        expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(limit);
        expect(outcomes.filter(({ kind }) => kind === 'queue-full')).toHaveLength(claimCount - limit);
        expect(await stores[1]!.countWaiting()).toBe(limit);
      },
    );

    it('should show each moment of a job whole, while another process changes it', async () => {
      const [writer, reader] = await openStores(2);
      const { id } = (await writer!.createJob(newJob())).job;
      let isWriting = true;
      const write = async (): Promise<void> => {
        for (let round = 0; round < 40; round++) {
          const generation = newGeneration(id);
          await writer!.claim(generation, 100);
          const taken = await writer!.take({ jobId: id, generationId: generation.id });
          await writer!.complete(taken!.run, resultOf('done'));
        }
        isWriting = false;
      };
      const stateOfSeq = new Map<number, string>();
      const read = async (): Promise<void> => {
        while (isWriting) {
          const view = (await reader!.find(id))!;
          const shown = `${view.current?.id ?? ''} ${view.current?.state ?? ''} ${view.result?.id ?? ''}`;
          expect(stateOfSeq.get(view.job.seq) ?? shown).toBe(shown);
          stateOfSeq.set(view.job.seq, shown);
          if (view.current?.state === 'completed') expect(view.result?.id).toBe(view.current.id);
          if (view.current?.state === 'queued') expect(view.queuePosition).toBe(1);
        }
      };
      await Promise.all([write(), read(), read()]);
      expect(stateOfSeq.size).toBeGreaterThan(1);
    });

    it('should store text that the database cannot hold as near as it can', async () => {
      const [store] = await openStores(1);
      const picture = { ...newJob().picture, originalFilename: 'a\0b.png' };
      const { job } = await store!.createJob({ id: randomUUID(), owner: 'local', picture });
      expect(job.picture.originalFilename).toBe('a\uFFFDb.png');
    });
  });
});
