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

/** Where all runs of a job lie. */
export function runsKey(jobId: string): string {
  return `${jobKey(jobId)}/generations`;
}

/** The files of one run: two runs of a generation never share a place. */
export function runKey(run: { jobId: string; generationId: string; epoch: number }): string {
  return `${runsKey(run.jobId)}/${run.generationId}-${run.epoch}`;
}
