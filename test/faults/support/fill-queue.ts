import { randomUUID } from 'node:crypto';
import { openPostgres } from '../../../src/common/database/open-postgres.js';
import { KyselyJobStore } from '../../../src/jobs/store/kysely-job-store.js';
import type { Schema } from '../../../src/jobs/store/schema.js';
import { newGeneration, newJob } from '../../contracts/job-store.builders.js';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const BATCH = 1_000;

/** Has so many generations wait, each of a job of its own: copies of one that was claimed as any other. */
export async function fillQueue(databaseUrl: string, count: number): Promise<void> {
  const database = openPostgres<Schema>(databaseUrl, { statementMs: 30_000 });
  try {
    const store = new KyselyJobStore(database);
    const { job } = await store.createJob(newJob());
    const claimed = newGeneration(job.id);
    await store.claim(claimed, Number.MAX_SAFE_INTEGER);
    const { kysely } = database;
    const jobRow = await kysely
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', job.id)
      .executeTakeFirstOrThrow();
    const row = await kysely
      .selectFrom('generations')
      .selectAll()
      .where('id', '=', claimed.id)
      .executeTakeFirstOrThrow();
    for (let filled = 1; filled < count; filled += BATCH) {
      const ids = Array.from(
        { length: Math.min(BATCH, count - filled) },
        () => [randomUUID(), randomUUID()] as const,
      );
      const jobs = ids.map(([jobId, id]) => ({ ...jobRow, id: jobId, newest_generation_id: id }));
      const generations = ids.map(([jobId, id]) => ({ ...row, id, job_id: jobId }));
      await kysely.insertInto('jobs').values(jobs).execute();
      await kysely.insertInto('generations').values(generations).execute();
    }
  } finally {
    await database.close();
  }
}
