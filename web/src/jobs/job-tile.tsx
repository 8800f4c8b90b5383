import { useSignal } from '@preact/signals';
import { announce } from '../app/announcer.js';
import { attempt } from '../app/problem.js';
import { hashOf } from '../app/route.js';
import { useStudio } from '../app/studio-context.js';
import { boxInWords, momentInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { focusOnArrival } from '../ui/focus-on-arrival.js';
import { Icon } from '../ui/icon.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { CancelButton, RetryButton } from './job-buttons.js';
import { detailInWords, statusInWords } from './job-in-words.js';
import { JobThumbnail } from './job-thumbnail.js';
import type { Job } from './job.js';

/** A job in the list: what it looks like, how far it is, and the way to it. */
export function JobTile({ job }: { job: Job }) {
  const snapshot = job.snapshot.value;
  const isFinished = snapshot.status === 'completed';
  return (
    <li class="tile card" data-state={snapshot.status} data-testid="job-tile" data-job={job.id}>
      <a class="tile-link" href={hashOf({ page: 'job', jobId: job.id })}>
        <JobThumbnail job={job} />
        <span class="tile-name" title={job.name}>
          {job.name}
        </span>
      </a>
      <p class="tile-status" data-testid="tile-status">
        {isFinished || snapshot.generation_id === null
          ? momentInWords(snapshot.updated_at)
          : statusInWords(snapshot)}
      </p>
      {isFinished && snapshot.result && (
        <p class="tile-detail">{boxInWords(snapshot.result.report.bounding_box_mm)}</p>
      )}
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
      <TileActions job={job} />
    </li>
  );
}

function TileActions({ job }: { job: Job }) {
  const question = useSignal<'unasked' | 'asked' | 'declined'>('unasked');
  const { is_active: isActive } = job.snapshot.value;
  if (question.value === 'asked' && !isActive) {
    return (
      <DeleteQuestion
        job={job}
        onKeep={() => {
          question.value = 'declined';
        }}
      />
    );
  }
  return (
    <div class="tile-actions">
      <CancelButton job={job} class="link-button" testId="tile-cancel" />
      <RetryButton job={job} class="link-button" testId="tile-retry" />
      {!isActive && (
        <button
          type="button"
          class="icon-button tile-delete"
          aria-label={t('action.deleteNamed', { name: job.name })}
          title={t('action.delete')}
          data-testid="delete-button"
          ref={question.value === 'declined' ? focusOnArrival : null}
          onClick={() => {
            question.value = 'asked';
          }}
        >
          <Icon name="trash" />
        </button>
      )}
    </div>
  );
}

/** Asks once more, in the place of the other actions, before anything is gone. */
function DeleteQuestion({ job, onKeep }: { job: Job; onKeep: () => void }) {
  const { jobs } = useStudio();
  const remove = async (): Promise<void> => {
    await jobs.delete(job.id);
    announce(t('jobs.deleted', { name: job.name }));
  };
  return (
    <div
      class="tile-actions"
      role="group"
      aria-label={t('action.deleteNamed', { name: job.name })}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onKeep();
      }}
    >
      <button
        type="button"
        class="link-button is-danger"
        ref={focusOnArrival}
        data-testid="delete-confirm"
        onClick={() => void attempt(remove)}
      >
        {t('action.deleteReally')}
      </button>
      <button type="button" class="link-button" data-testid="delete-keep" onClick={onKeep}>
        {t('action.keep')}
      </button>
    </div>
  );
}
