import { attempt } from '../app/problem.js';
import { hashOf } from '../app/route.js';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { JobTile } from './job-tile.js';

/** Every job, newest first. */
export function ModelsPage() {
  const { jobs } = useStudio();
  const all = jobs.jobs.value;
  return (
    <div class="models">
      <div class="section-head">
        <h1>{t('jobs.title')}</h1>
        <a class="button button-main" href={hashOf({ page: 'studio' })}>
          {t('header.new')}
        </a>
      </div>
      {all.length === 0 && jobs.isListed.value && (
        <div class="empty" data-testid="no-jobs">
          <span class="round-icon">
            <Icon name="cube" />
          </span>
          <p>{t('jobs.none')}</p>
        </div>
      )}
      <ul class="tiles">
        {all.map((job) => (
          <JobTile key={job.id} job={job} />
        ))}
      </ul>
      {jobs.hasMore && (
        <button
          type="button"
          class="button button-quiet"
          data-testid="more-jobs"
          onClick={() => void attempt(() => jobs.loadMore())}
        >
          {t('jobs.more')}
        </button>
      )}
    </div>
  );
}
