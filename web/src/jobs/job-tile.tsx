import { useSignal } from '@preact/signals';
import { attempt } from '../app/problem.js';
import { hashOf } from '../app/route.js';
import { useStudio } from '../app/studio-context.js';
import { momentInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { detailInWords, statusInWords } from './job-in-words.js';
import { JobThumbnail } from './job-thumbnail.js';
import type { Job } from './job.js';

/** A job in the list: what it looks like, how far it is, and the way to it. */
export function JobTile({ job }: { job: Job }) {
  const { jobs } = useStudio();
  const snapshot = job.snapshot.value;
  const isFinished = snapshot.status === 'completed';
  return (
    <li class="tile card" data-state={snapshot.status} data-testid="job-tile" data-job={job.id}>
      <a class="tile-link" href={hashOf({ page: 'job', jobId: job.id })}>
        <JobThumbnail job={job} />
        <span class="tile-name">{job.name}</span>
      </a>
      <p class="tile-status" data-testid="tile-status">
        {isFinished || snapshot.generation_id === null
          ? momentInWords(snapshot.updated_at)
          : statusInWords(snapshot)}
      </p>
      {snapshot.is_active && (
        <>
          <ProgressBar
            label={`${job.name}: ${statusInWords(snapshot)}`}
            percent={snapshot.progress}
            testId="tile-bar"
          />
          <p class="tile-detail">{detailInWords(snapshot)}</p>
        </>
      )}
      <div class="tile-actions">
        {snapshot.is_active && (
          <button
            type="button"
            class="link-button"
            data-testid="tile-cancel"
            onClick={() => void attempt(() => jobs.cancel(job.id))}
          >
            {t('action.cancel')}
          </button>
        )}
        {(snapshot.status === 'failed' || snapshot.status === 'cancelled') && (
          <button
            type="button"
            class="link-button"
            data-testid="tile-retry"
            onClick={() => void attempt(() => jobs.retry(job.id))}
          >
            {t('action.retry')}
          </button>
        )}
        {!snapshot.is_active && <DeleteButton job={job} />}
      </div>
    </li>
  );
}

/** Asks once more in its own place before anything is gone. */
function DeleteButton({ job }: { job: Job }) {
  const { jobs } = useStudio();
  const isAsking = useSignal(false);
  if (!isAsking.value) {
    return (
      <button
        type="button"
        class="icon-button tile-delete"
        aria-label={t('action.deleteNamed', { name: job.name })}
        title={t('action.delete')}
        data-testid="delete-button"
        onClick={() => {
          isAsking.value = true;
        }}
      >
        <Icon name="trash" />
      </button>
    );
  }
  return (
    <span class="asking">
      <button
        type="button"
        class="link-button is-danger"
        autoFocus
        data-testid="delete-confirm"
        onClick={() => void attempt(() => jobs.delete(job.id))}
      >
        {t('action.deleteReally')}
      </button>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          isAsking.value = false;
        }}
      >
        {t('action.keep')}
      </button>
    </span>
  );
}
