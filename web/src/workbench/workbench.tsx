import { useStudio } from '../app/studio-context.js';
import { PictureStrip } from '../bring/picture-strip.js';
import { problemInWords } from '../i18n/problem-in-words.js';
import { warningInWords } from '../i18n/server-sentence.js';
import { t } from '../i18n/translate.js';
import { JobCard } from '../jobs/job-card.js';
import { useAnnouncedProgress } from '../jobs/use-announced-progress.js';
import { DownloadsCard } from '../result/downloads-card.js';
import { ReportCard } from '../result/report-card.js';
import { ShapePanel } from '../shape/shape-panel.js';
import type { Exhibit } from '../stage/exhibit.js';
import { Stage } from '../stage/stage.js';
import '../styles/workbench-page.css';
import { PictureHead } from './picture-head.js';
import { ShowingSwitch } from './showing-switch.js';
import { UploadCard } from './upload-card.js';
import { useExhibit } from './use-exhibit.js';
import { useStart } from './use-start.js';
import { useSubject } from './use-subject.js';

/** Engines whose models are made to be held against the light. */
const TRANSLUCENT: readonly string[] = ['lithophane'];

/** The picture, its shape, its making and what came of it, in one place. Without a job it is about the draft. */
export function Workbench({ jobId }: { jobId: string | null }) {
  const { draft, jobs, surface } = useStudio();
  const job = jobId === null ? undefined : jobs.find(jobId);
  const snapshot = job?.snapshot.value;
  const result = snapshot?.result;
  const shown = useExhibit(jobId, result);
  const { subject, keepFor } = useSubject(jobId, () => {
    shown.show('model');
  });
  const starting = useStart(jobId, keepFor);
  useAnnouncedProgress(job);

  const isUnreadable = jobId === null && draft.selected.value?.size === null;
  const hasNoPreview = surface.isUnavailable.value || isUnreadable;
  const failure = surface.failure.value;
  const isTranslucent = isForTheLight(shown.exhibit);
  const isStarted = snapshot !== undefined && snapshot.generation_id !== null;
  return (
    <div class="workbench">
      <div class="bench-main">
        {jobId === null ? (
          <>
            <h1 class="visually-hidden">{t('header.new')}</h1>
            <PictureStrip />
          </>
        ) : (
          <PictureHead name={subject.value?.name ?? ''} url={subject.value?.pictureUrl ?? null} />
        )}
        <Stage
          exhibit={shown.exhibit}
          boxMm={shown.boxMm}
          isTranslucent={isTranslucent}
          pictureUrl={subject.value?.pictureUrl ?? null}
          note={failure ? problemInWords(failure) : hasNoPreview ? t('stage.unavailable') : null}
        >
          <ShowingSwitch {...shown} />
        </Stage>
        {shown.showing === 'live' &&
          surface.warnings.value.map((warning) => (
            <p key={warning} class="field-note" data-testid="live-warning">
              {warningInWords(warning)}
            </p>
          ))}
        {starting.isStarting.value && <UploadCard onStop={starting.stop} />}
        {job && isStarted && snapshot.status !== 'completed' && (
          <JobCard job={job} onReplace={starting.replace} />
        )}
        {jobId !== null && result && (
          <>
            <ReportCard
              jobId={jobId}
              result={result}
              isCurrent={result.generation_id === snapshot.generation_id}
            />
            <DownloadsCard jobId={jobId} result={result} />
          </>
        )}
      </div>
      <ShapePanel
        start={{
          label: startLabel(isStarted, draft.pictures.value.length),
          // While a model is made, failed, or stands there as it was asked for, something else comes next.
          isNext: !isStarted || (snapshot.status === 'completed' && shown.showing !== 'model'),
          isStarting: starting.isStarting.value,
        }}
        onStart={starting.start}
      />
    </div>
  );
}

/** Whether what is shown is made to be held against the light. */
function isForTheLight(exhibit: Exhibit): boolean {
  switch (exhibit.kind) {
    case 'nothing':
      return false;
    case 'surface':
      return TRANSLUCENT.includes(exhibit.surface.engine);
    case 'model':
      return exhibit.backlitUrl !== null;
  }
}

function startLabel(isStarted: boolean, pictureCount: number): string {
  if (isStarted) return t('start.again');
  return pictureCount > 1 ? t('start.several', { count: pictureCount }) : t('start.one');
}
