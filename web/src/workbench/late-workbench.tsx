import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { attempt } from '../app/problem.js';
import { useStudio } from '../app/studio-context.js';
import type { Workbench } from './workbench.js';

/** The code of the workbench; null until it has come. */
const code = signal<{ readonly Workbench: typeof Workbench } | null>(null);

/** Brings the workbench here, which the first page does without. @throws ApiError when it does not come. */
export async function fetchWorkbench(): Promise<void> {
  try {
    code.value = await import('./workbench.js');
  } catch (cause) {
    throw ApiError.unreachable(cause);
  }
}

/** The workbench as soon as it is here; asked for again whenever the server comes back. */
export function LateWorkbench({ jobId }: { jobId: string | null }) {
  const { jobs } = useStudio();
  const isAway = jobs.isAway.value;
  const isMissing = code.value === null;
  useEffect(() => {
    if (isMissing && !isAway) void attempt(fetchWorkbench);
  }, [isMissing, isAway]);
  if (code.value === null) return null;
  return <code.value.Workbench jobId={jobId} />;
}
