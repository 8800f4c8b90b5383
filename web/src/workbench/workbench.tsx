import { useStudio } from '../app/studio-context.js';
import { PictureStrip } from '../bring/picture-strip.js';
import { t } from '../i18n/translate.js';
import { JobCard } from '../jobs/job-card.js';
import { useAnnouncedProgress } from '../jobs/use-announced-progress.js';
import { DownloadsCard } from '../result/downloads-card.js';
import { ReportCard } from '../result/report-card.js';
import { ShapePanel } from '../shape/shape-panel.js';
import { Stage } from '../stage/stage.js';
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
  const { draft, jobs, shape, surface } = useStudio();
  const job = jobId === null ? undefined : jobs.find(jobId);
  const snapshot = job?.snapshot.value;
  const result = snapshot?.result;
  const { subject, hasTakenOver, keepFor } = useSubject(jobId);
  const starting = useStart(jobId, keepFor);
  const shown = useExhibit(jobId, result, hasTakenOver);
  useAnnouncedProgress(job);

  const hasBacklight = shown.exhibit.kind === 'model' && shown.exhibit.backlitUrl !== null;
  const isTranslucent = hasBacklight || TRANSLUCENT.includes(shape.engine.value);
  const isStarted = snapshot !== undefined && snapshot.generation_id !== null;
  return (
    <div class="workbench">
      <div class="bench-main">
        {jobId === null ? (
          <PictureStrip />
        ) : (
          <PictureHead name={subject.value?.name ?? ''} url={subject.value?.pictureUrl ?? null} />
        )}
        <Stage
          exhibit={shown.exhibit}
          boxMm={shown.boxMm}
          isTranslucent={isTranslucent}
          pictureUrl={subject.value?.pictureUrl ?? null}
        >
          <ShowingSwitch {...shown} />
        </Stage>
        {surface.isUnavailable.value && shown.showing === null && (
          <p class="field-note">{t('stage.unavailable')}</p>
        )}
        {shown.showing === 'live' &&
          surface.warnings.value.map((warning) => (
            <p key={warning} class="field-note" data-testid="live-warning">
              {warning}
            </p>
          ))}
        {starting.isStarting.value && <UploadCard onStop={starting.stop} />}
        {job && isStarted && snapshot.status !== 'completed' && (
          <JobCard job={job} onReplace={starting.replace} />
        )}
        {jobId !== null && result && (
          <>
            <ReportCard result={result} isCurrent={result.generation_id === snapshot.generation_id} />
            <DownloadsCard jobId={jobId} result={result} />
          </>
        )}
      </div>
      <ShapePanel
        startLabel={startLabel(isStarted, draft.pictures.value.length)}
        isStarting={starting.isStarting.value}
        onStart={starting.start}
      />
    </div>
  );
}

function startLabel(isStarted: boolean, pictureCount: number): string {
  if (isStarted) return t('start.again');
  return pictureCount > 1 ? t('start.several', { count: pictureCount }) : t('start.one');
}
