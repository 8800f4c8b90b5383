import { useEffect, useRef } from 'preact/hooks';
import { useBringing } from '../bring/use-bringing.js';
import { Welcome } from '../bring/welcome.js';
import { t } from '../i18n/translate.js';
import { ModelsPage } from '../jobs/models-page.js';
import { GonePage } from '../workbench/gone-page.js';
import { Icon } from '../ui/icon.js';
import { LateWorkbench } from '../workbench/late-workbench.js';
import { announcement } from './announcer.js';
import { ConnectionNotice } from './connection-notice.js';
import { Header } from './header.js';
import { ProblemNotice } from './problem-notice.js';
import { problem } from './problem.js';
import { route, type Route } from './route.js';
import { useStudio } from './studio-context.js';
import { isDragging, useIncomingFiles } from './use-incoming-files.js';
import { useServer } from './use-server.js';

export function App() {
  const { takeFiles } = useBringing();
  useIncomingFiles(takeFiles);
  useServer();
  return (
    <>
      <Header />
      <main id="main" class="main" tabIndex={-1}>
        <ProblemNotice />
        <Page at={route.value} />
      </main>
      <ConnectionNotice />
      {isDragging.value && (
        <div class="drop-veil">
          <span class="round-icon">
            <Icon name="upload" />
          </span>
          {t('welcome.drop')}
        </div>
      )}
      <p class="visually-hidden announcer" role="status" aria-live="polite" data-testid="announcer">
        {announcement.value}
      </p>
    </>
  );
}

/**
 * Where the reader is. The route is given by the parent, which is drawn anew by that: what it last gave its children is
 * kept until then, and every page that has come since with it.
 */
function Page({ at }: { at: Route }) {
  const { draft, jobs } = useStudio();
  const jobId = at.page === 'job' ? at.jobId : null;
  const isAway = jobs.isAway.value;
  const isFirst = useRef(true);
  useEffect(() => {
    document.title =
      at.page === 'models' ? `${t('jobs.title')} – Relievo` : `Relievo – ${t('welcome.title')}`;
    problem.value = null;
    if (at.page !== 'studio') draft.dropStarted();
    window.scrollTo(0, 0);
    // The link that led here may be gone, and the focus with it.
    if (!isFirst.current && document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [at.page, jobId]);
  useEffect(() => {
    if (jobId !== null && !isAway) void jobs.open(jobId);
  }, [jobId, isAway]);

  if (at.page === 'models') return <ModelsPage />;
  if (jobId !== null && jobs.isGone(jobId)) return <GonePage />;
  if (jobId === null && draft.pictures.value.length === 0) return <Welcome />;
  return <LateWorkbench jobId={jobId} />;
}
