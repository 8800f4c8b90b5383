import { hashOf } from '../app/route.js';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { JobTile } from './job-tile.js';

/** What the widest row holds; where it holds fewer, the styles hide the rest. */
const SHOWN = 6;

/** The newest jobs, below the welcome. */
export function RecentJobs() {
  const { jobs } = useStudio();
  const recent = jobs.jobs.value.slice(0, SHOWN);
  if (recent.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent-title" data-testid="recent-jobs">
      <div class="section-head">
        <h2 id="recent-title">{t('jobs.recent')}</h2>
        <a class="quiet-link" href={hashOf({ page: 'models' })}>
          {t('jobs.all')}
        </a>
      </div>
      <ul class="tiles">
        {recent.map((job) => (
          <JobTile key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
