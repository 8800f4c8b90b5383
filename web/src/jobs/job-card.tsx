import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { Notice } from '../ui/notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { CancelButton, RetryButton } from './job-buttons.js';
import { detailInWords, statusInWords } from './job-in-words.js';
import type { Job } from './job.js';

interface Props {
  readonly job: Job;
  /** Starts what the reader wanted once what runs is cancelled; absent where nothing was wanted. */
  readonly onReplace?: () => void;
}

/** How far a job is, and what can be done about it. */
export function JobCard({ job, onReplace }: Props) {
  const { jobs } = useStudio();
  const snapshot = job.snapshot.value;
  const isLost = jobs.isAway.value && snapshot.is_active;
  const status = statusInWords(snapshot);
  return (
    <section
      class="job-card card"
      data-state={snapshot.status}
      aria-label={t('job.title')}
      data-testid="job-card"
    >
      {job.hasMetConflict.value && snapshot.is_active && (
        <Conflict percent={Math.floor(snapshot.progress)} onReplace={onReplace} />
      )}
      <div class="job-head">
        <p class="job-status" data-testid="status-text">
          {status}
        </p>
        {snapshot.is_active && (
          <p class="job-percent" aria-hidden="true" data-testid="percent">
            {percentInWords(snapshot.progress)}
          </p>
        )}
      </div>
      <ProgressBar label={status} percent={snapshot.progress} testId="progressbar" />
      <div class="job-foot">
        <p class="job-detail" data-testid="progress-detail">
          {isLost ? t('connection.again') : detailInWords(snapshot)}
        </p>
        <CancelButton job={job} class="button button-quiet" testId="cancel-button" />
        <RetryButton job={job} class="button button-main" testId="retry-button" />
      </div>
    </section>
  );
}

/** As wide whatever the number, by spaces as wide as figures, so that nothing moves while it grows: `  7 %`. */
function percentInWords(progress: number): string {
  return `${String(Math.floor(progress)).padStart(3, '\u2007')} %`;
}

/** A second start is no error: the reader sees what is already running, and what can be done. */
function Conflict({ percent, onReplace }: { percent: number; onReplace: (() => void) | undefined }) {
  return (
    <Notice kind="info" testId="conflict-message">
      <p>{t('conflict.running', { percent })}</p>
      {onReplace && (
        <button type="button" class="link-button" data-testid="replace-button" onClick={onReplace}>
          {t('conflict.replace')}
        </button>
      )}
    </Notice>
  );
}
