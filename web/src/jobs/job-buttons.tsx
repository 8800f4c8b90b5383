import { attempt } from '../app/problem.js';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import type { Job } from './job.js';

interface Props {
  readonly job: Job;
  readonly class: string;
  readonly testId: string;
}

/** Ends what is being made of a job; nothing where nothing is. */
export function CancelButton({ job, class: className, testId }: Props) {
  const { jobs } = useStudio();
  if (!job.snapshot.value.is_active) return null;
  return (
    <button
      type="button"
      class={className}
      data-testid={testId}
      onClick={() => void attempt(() => jobs.cancel(job.id))}
    >
      {t('action.cancel')}
    </button>
  );
}

/** Has the same made again; nothing unless it failed or was cancelled. */
export function RetryButton({ job, class: className, testId }: Props) {
  const { jobs } = useStudio();
  const { status } = job.snapshot.value;
  if (status !== 'failed' && status !== 'cancelled') return null;
  return (
    <button
      type="button"
      class={className}
      data-testid={testId}
      onClick={() => void attempt(() => jobs.retry(job.id))}
    >
      {t('action.retry')}
    </button>
  );
}
