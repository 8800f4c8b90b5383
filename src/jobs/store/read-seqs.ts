import type { JobSeq } from '../job-store.port.js';
import type { JobsQueries } from './schema.js';

/** The `seq` of each of the jobs that exists: all that is needed to tell which of them changed. */
export async function readSeqs(queries: JobsQueries, jobIds: readonly string[]): Promise<JobSeq[]> {
  if (jobIds.length === 0) return [];
  return queries
    .selectFrom('jobs')
    .select(['id as jobId', 'seq'])
    .where('id', 'in', jobIds)
    .where('deleted_at_ms', 'is', null)
    .execute();
}
