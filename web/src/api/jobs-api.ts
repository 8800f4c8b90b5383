import type { JobSnapshot } from '../../../src/progress/progress.events.js';
import type {
  ConflictAnswer,
  GenerationRequest,
  JobDetail,
  StartedAnswer,
  StartOutcome,
} from './api.types.js';
import type { Schema } from './schema.js';
import { type Answer, bodyOf, posting, request } from './request.js';

const CONFLICT_CODE = 'GENERATION_IN_PROGRESS';

/** One job of the list: its snapshot and the name of its picture. */
export type ListedJob = JobSnapshot & { readonly original_filename: string };

export interface JobPage {
  readonly jobs: ListedJob[];
  readonly next_cursor: string | null;
}

function isStartConflict(body: ConflictAnswer | Schema['ErrorDto']): body is ConflictAnswer {
  return body.code === CONFLICT_CODE && 'generation_id' in body;
}

function jobPath(jobId: string): string {
  return `/api/jobs/${encodeURIComponent(jobId)}`;
}

function outcomeOf(answer: Answer): StartOutcome {
  if (answer.status === 409) {
    const conflict = answer.body as ConflictAnswer | Schema['ErrorDto'];
    if (isStartConflict(conflict)) return { kind: 'conflict', conflict };
  }
  return { kind: 'started', started: bodyOf(answer) as StartedAnswer };
}

/** Starts a generation of a job. @throws ApiError for every refusal but "one is already active". */
export async function startGeneration(jobId: string, generation: GenerationRequest): Promise<StartOutcome> {
  return outcomeOf(await request('/api/generate-3d', posting({ job_id: jobId, ...generation })));
}

/** Starts the newest generation of a job afresh with the same options. */
export async function retryGeneration(jobId: string): Promise<StartOutcome> {
  return outcomeOf(await request(`${jobPath(jobId)}/retry`, { method: 'POST' }));
}

/** Cancels exactly this generation; answers the job as it then stands. @throws ApiError when another one is current. */
export async function cancelGeneration(jobId: string, generationId: string | null): Promise<JobSnapshot> {
  const named = generationId === null ? {} : { generation_id: generationId };
  return bodyOf(await request(`${jobPath(jobId)}/cancel`, posting(named))) as JobSnapshot;
}

/** The job as it stands. @throws ApiError with status 404 when there is none. */
export async function readSnapshot(jobId: string): Promise<JobSnapshot> {
  return bodyOf(await request(`/api/job-status/${encodeURIComponent(jobId)}`)) as JobSnapshot;
}

/** A server that takes longer to say so is not there for whoever waits. */
const PATIENCE_MS = 5_000;

/** Whether the server answers at all. */
export async function isServerThere(): Promise<boolean> {
  try {
    return (await request('/api/health', { signal: AbortSignal.timeout(PATIENCE_MS) })).isOk;
  } catch {
    return false;
  }
}

/** A job with its picture and what was asked of it so far; null when there is none. */
export async function findJob(jobId: string): Promise<JobDetail | null> {
  const answer = await request(jobPath(jobId));
  return answer.status === 404 ? null : (bodyOf(answer) as JobDetail);
}

/** A page of the jobs, newest first. @throws ApiError with status 403 where the server lists none. */
export async function listJobs(cursor: string | null): Promise<JobPage> {
  const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return bodyOf(await request(`/api/jobs?limit=24${after}`)) as JobPage;
}

/** Deletes a job with all that was made of it. @throws ApiError 409 while it is active. */
export async function deleteJob(jobId: string): Promise<void> {
  const answer = await request(jobPath(jobId), { method: 'DELETE' });
  if (answer.status !== 404) bodyOf(answer);
}
