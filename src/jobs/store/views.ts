import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { GenerationRecord, JobView } from '../job-store.port.js';
import { toGenerationRecord, toJobRecord } from './records.js';
import type { GenerationsTable, JobsQueries, JobsTable, Schema } from './schema.js';

/** All but the two names that a job's row has too. */
const GENERATION_COLUMNS = [
  'generations.id as generation_id',
  'generations.created_at_ms as claimed_at_ms',
  'job_id',
  'ordinal',
  'state',
  'epoch',
  'attempt_count',
  'lost_run_count',
  'heartbeat_no',
  'priority_rank',
  'request',
  'progress',
  'stage',
  'eta_seconds',
  'error_code',
  'error_message',
  'result',
  'has_files',
  'started_at_ms',
  'finished_at_ms',
  'superseded_at_ms',
] as const;

/** How many wait before one waiting generation: in the order of the queue's index. */
const AHEAD_OF_ONE = sql<number | null>`case when generations.state = 'queued' then (
  select count(*) from generations as ahead where ahead.state = 'queued'
    and (ahead.priority_rank, ahead.created_at_ms, ahead.id)
      < (generations.priority_rank, generations.created_at_ms, generations.id)
) end`;

/** The same for a page of jobs, in one pass over the queue instead of one for each of them. */
const AHEAD_OF_EACH = sql<number | null>`line.ahead_count`;
const LINE = sql<{ id: string; ahead_count: number }>`(
  select id, row_number() over (order by priority_rank, created_at_ms, id) - 1 as ahead_count
  from generations where state = 'queued'
)`;

type JobsQuery = SelectQueryBuilder<Schema, 'jobs', Selectable<JobsTable>>;

/** The job as it is shown, or null where there is none (or none any more). */
export async function readView(queries: JobsQueries, jobId: string): Promise<JobView | null> {
  const [view] = await readViews(queries, (jobs) =>
    jobs.where('id', '=', jobId).where('deleted_at_ms', 'is', null),
  );
  return view ?? null;
}

/** The jobs of these ids as they are shown, those that there are. */
export async function readViewsOf(queries: JobsQueries, jobIds: readonly string[]): Promise<JobView[]> {
  if (jobIds.length === 0) return [];
  return readViews(
    queries,
    (jobs) => jobs.where('id', 'in', jobIds).where('deleted_at_ms', 'is', null),
    jobIds.length === 1 ? 'one' : 'many',
  );
}

/**
 * The jobs that `pick` picks, newest first, each with its newest generation, its result and its place in the
 * queue. One statement: it sees one moment, so that no view mixes what was before a change with what came after.
 */
export async function readViews(
  queries: JobsQueries,
  pick: (jobs: JobsQuery) => JobsQuery,
  count: 'one' | 'many' = 'one',
): Promise<JobView[]> {
  const rows = await queries
    .selectFrom(pick(queries.selectFrom('jobs').selectAll()).as('jobs'))
    .leftJoin('generations', (join) =>
      join.on((eb) =>
        eb('generations.id', 'in', [eb.ref('newest_generation_id'), eb.ref('result_generation_id')]),
      ),
    )
    .selectAll('jobs')
    .select(GENERATION_COLUMNS)
    .$if(count === 'one', (query) => query.select(AHEAD_OF_ONE.as('ahead_count')))
    .$if(count === 'many', (query) =>
      query
        .leftJoin(LINE.as('line'), (join) => join.onRef('line.id', '=', 'generations.id'))
        .select(AHEAD_OF_EACH.as('ahead_count')),
    )
    .orderBy('jobs.created_at_ms', 'desc')
    .orderBy('jobs.id', 'desc')
    .execute();
  const views = new Map<string, { -readonly [Key in keyof JobView]: JobView[Key] }>();
  for (const row of rows) {
    const view = views.get(row.id) ?? {
      job: toJobRecord(row),
      current: null,
      result: null,
      queuePosition: null,
    };
    views.set(row.id, view);
    const generation = toGeneration(row);
    if (generation === null) continue;
    if (generation.id === row.result_generation_id) view.result = generation;
    if (generation.id !== row.newest_generation_id) continue;
    view.current = generation;
    view.queuePosition = row.ahead_count == null ? null : row.ahead_count + 1;
  }
  return [...views.values()];
}

type JoinedGeneration = {
  readonly [Column in Exclude<keyof GenerationsTable, 'id' | 'created_at_ms'>]:
    GenerationsTable[Column] | null;
} & { readonly generation_id: string | null; readonly claimed_at_ms: number | null };

/** The generation of a joined row; null where the job has none. */
function toGeneration(row: JoinedGeneration): GenerationRecord | null {
  if (row.generation_id === null) return null;
  const generation = { ...row, id: row.generation_id, created_at_ms: row.claimed_at_ms };
  return toGenerationRecord(generation as Selectable<GenerationsTable>);
}
