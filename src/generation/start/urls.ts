export function statusUrl(jobId: string): string {
  return `/api/job-status/${jobId}`;
}

export function cancelUrl(jobId: string): string {
  return `/api/jobs/${jobId}/cancel`;
}
