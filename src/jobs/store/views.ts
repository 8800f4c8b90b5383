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

/**
 * The same for many, in one pass over the queue for all of them together: each counts from the one of them that
 * waits next before it.
 */
const LINE = sql<{ id: string; ahead_count: number }>`(
  select id, sum(step) over (order by priority_rank, claimed_at_ms, id) as ahead_count from (
    select id, priority_rank, claimed_at_ms, (
      select count(*) from generations as ahead where ahead.state = 'queued'
        and (ahead.priority_rank, ahead.created_at_ms, ahead.id) >= (from_rank, from_ms, from_id)
        and (ahead.priority_rank, ahead.created_at_ms, ahead.id) < (waiting.priority_rank, claimed_at_ms, waiting.id)
    ) as step
    from (
      select generation_id as id, priority_rank, claimed_at_ms,
        coalesce(lag(priority_rank) over line, -1) as from_rank,
        coalesce(lag(claimed_at_ms) over line, 0) as from_ms,
        coalesce(lag(generation_id) over line, '') as from_id
      from shown where state = 'queued'
      window line as (order by priority_rank, claimed_at_ms, generation_id)
    ) as waiting
  ) as steps
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
  const shown = queries
    .selectFrom(pick(queries.selectFrom('jobs').selectAll()).as('jobs'))
    .leftJoin('generations', (join) =>
      join.on((eb) =>
        eb('generations.id', 'in', [eb.ref('newest_generation_id'), eb.ref('result_generation_id')]),
      ),
    )
    .selectAll('jobs')
    .select(GENERATION_COLUMNS);
  const rows =
    count === 'one'
      ? await shown.select(AHEAD_OF_ONE.as('ahead_count')).execute()
      : await queries
          .with(
            (cte) => cte('shown').materialized(),
            () => shown,
          )
          .selectFrom('shown')
          .leftJoin(LINE.as('line'), (join) => join.onRef('line.id', '=', 'shown.generation_id'))
          .selectAll('shown')
          .select('line.ahead_count')
          .orderBy('shown.created_at_ms', 'desc')
          .orderBy('shown.id', 'desc')
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
