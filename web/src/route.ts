const JOB_ROUTE = /^#\/jobs\/([^/]+)$/;

/** The job that an address names by its hash, `#/jobs/<job_id>`, or null. */
export function jobIdOf(hash: string): string | null {
  const encoded = JOB_ROUTE.exec(hash)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** The hash under which a job is found again after a reload. */
export function jobHash(jobId: string): string {
  return `#/jobs/${encodeURIComponent(jobId)}`;
}
