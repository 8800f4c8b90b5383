/** Where a job's files lie in the storage: all below one key, so that deleting the job is one removal. */

/** Where all jobs lie, by their ids. */
export const JOBS_KEY = 'jobs';

export function jobKey(jobId: string): string {
  return `${JOBS_KEY}/${jobId}`;
}

export function pictureKey(jobId: string): string {
  return `${jobKey(jobId)}/picture.png`;
}

export function previewKey(jobId: string): string {
  return `${jobKey(jobId)}/preview.png`;
}

/** The files of one run: two runs of a generation never share a place. */
export function runKey(run: RunPlace): string {
  return `${jobKey(run.jobId)}/generations/${run.generationId}-${run.epoch}`;
}

export interface RunPlace {
  readonly jobId: string;
  readonly generationId: string;
  readonly epoch: number;
}

/** Whose file lies under a key: a job's, and there a run's. Null for a key that none of the above makes. */
export function ownerOf(key: string): { jobId: string; run: RunPlace | null } | null {
  const [, jobId, generationId, epoch] =
    /^jobs\/([^/]+)\/(?:generations\/([^/]+)-(\d+)\/)?[^/]+$/.exec(key) ?? [];
  if (jobId === undefined) return null;
  const isOfRun = generationId !== undefined && epoch !== undefined;
  return { jobId, run: isOfRun ? { jobId, generationId, epoch: Number(epoch) } : null };
}
