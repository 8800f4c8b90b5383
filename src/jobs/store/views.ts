import type { Selectable } from 'kysely';
import type { GenerationRecord, JobView } from '../job-store.port.js';
import { toGenerationRecord, toJobRecord } from './records.js';
import type { JobsQueries, JobsTable } from './schema.js';

/** The job as it is shown, or null where there is none (or none any more). */
export async function readView(queries: JobsQueries, jobId: string): Promise<JobView | null> {
  const row = await queries
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', jobId)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toView(queries, row);
}

/** The job of a row just read. */
export async function toView(queries: JobsQueries, row: Selectable<JobsTable>): Promise<JobView> {
  const [view] = await toViews(queries, [row]);
  if (view === undefined) throw new Error('One row makes one view');
  return view;
}

/** Adds to each job row its newest generation and its result, in one further query for all. */
export async function toViews(
  queries: JobsQueries,
  rows: readonly Selectable<JobsTable>[],
): Promise<JobView[]> {
  const ids = rows
    .flatMap((row) => [row.newest_generation_id, row.result_generation_id])
    .filter((id) => id !== null);
  const generations = new Map<string, GenerationRecord>();
  if (ids.length > 0) {
    const found = await queries.selectFrom('generations').selectAll().where('id', 'in', ids).execute();
    for (const row of found) generations.set(row.id, toGenerationRecord(row));
  }
  const views: JobView[] = [];
  for (const row of rows) {
    const current = generations.get(row.newest_generation_id ?? '') ?? null;
    views.push({
      job: toJobRecord(row),
      current,
      result: generations.get(row.result_generation_id ?? '') ?? null,
      queuePosition: current?.state === 'queued' ? await readQueuePosition(queries, current) : null,
    });
  }
  return views;
}

async function readQueuePosition(queries: JobsQueries, waiting: GenerationRecord): Promise<number> {
  const { ahead } = await queries
    .selectFrom('generations')
    .select(({ fn }) => fn.countAll<number>().as('ahead'))
    .where('state', '=', 'queued')
    .where((eb) => eb(eb.refTuple('created_at_ms', 'id'), '<', eb.tuple(waiting.createdAtMs, waiting.id)))
    .executeTakeFirstOrThrow();
  return ahead + 1;
}
