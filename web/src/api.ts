import type { JobSnapshot } from '../../src/progress/progress.events.js';
import { ApiError } from './api-error.js';
import type {
  ConflictAnswer,
  GenerationRequest,
  JobDetail,
  ModelFormat,
  StartedAnswer,
  StartOutcome,
  UploadAnswer,
} from './api.types.js';

const CONFLICT_CODE = 'GENERATION_IN_PROGRESS';

interface Answer {
  status: number;
  isOk: boolean;
  body: unknown;
}

/** One request; whatever comes back, a body that is not JSON reads as null. @throws ApiError when nothing comes back. */
async function request(path: string, init?: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(path, init);
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, isOk: response.ok, body };
  } catch (cause) {
    throw ApiError.unreachable(cause);
  }
}

function bodyOf(answer: Answer): unknown {
  if (!answer.isOk) throw ApiError.fromAnswer(answer.status, answer.body);
  return answer.body;
}

function outcomeOf(answer: Answer): StartOutcome {
  if (answer.status === 409) {
    const conflict = answer.body as ConflictAnswer;
    if (conflict.code === CONFLICT_CODE) return { kind: 'conflict', conflict };
  }
  return { kind: 'started', started: bodyOf(answer) as StartedAnswer };
}

function jobPath(jobId: string): string {
  return `/api/jobs/${encodeURIComponent(jobId)}`;
}

/** The picture that comes with the page. @throws ApiError when it cannot be had. */
export async function readSample(): Promise<File> {
  try {
    const response = await fetch('/sample.png');
    if (!response.ok) throw ApiError.fromAnswer(response.status, null);
    return new File([await response.blob()], 'sample.png', { type: 'image/png' });
  } catch (error) {
    throw error instanceof ApiError ? error : ApiError.unreachable(error);
  }
}

/** Stores a picture and creates its job. @throws ApiError with the server's reason when the picture is refused. */
export async function uploadPicture(picture: File): Promise<UploadAnswer> {
  const form = new FormData();
  form.append('image', picture);
  return bodyOf(await request('/api/upload-image', { method: 'POST', body: form })) as UploadAnswer;
}

/** Starts a generation of a job. @throws ApiError for every refusal but "one is already active". */
export async function startGeneration(jobId: string, generation: GenerationRequest): Promise<StartOutcome> {
  const answer = await request('/api/generate-3d', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ job_id: jobId, ...generation }),
  });
  return outcomeOf(answer);
}

/** Starts the newest generation of a job afresh with the same options. */
export async function retryGeneration(jobId: string): Promise<StartOutcome> {
  return outcomeOf(await request(`${jobPath(jobId)}/retry`, { method: 'POST' }));
}

/** Cancels exactly this generation; answers the job as it then stands. @throws ApiError when another one is current. */
export async function cancelGeneration(jobId: string, generationId: string | null): Promise<JobSnapshot> {
  const answer = await request(`${jobPath(jobId)}/cancel`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(generationId === null ? {} : { generation_id: generationId }),
  });
  return bodyOf(answer) as JobSnapshot;
}

/** The job as it stands. @throws ApiError with status 404 when there is none. */
export async function readSnapshot(jobId: string): Promise<JobSnapshot> {
  return bodyOf(await request(`/api/job-status/${encodeURIComponent(jobId)}`)) as JobSnapshot;
}

/** The job's picture and what was asked of it so far. @throws ApiError with status 404 when there is none. */
export async function readJob(jobId: string): Promise<JobDetail> {
  return bodyOf(await request(jobPath(jobId))) as JobDetail;
}

/** Where to download a file of one certain generation; formats not yet written are written when asked for. */
export function downloadUrl(jobId: string, generationId: string, filename: string): string {
  return `/api/download/${encodeURIComponent(jobId)}/${filename}?generation=${encodeURIComponent(generationId)}`;
}

/** The name under which a model in this format is downloaded. */
export function modelFilename(format: ModelFormat): string {
  return `model.${format}`;
}
