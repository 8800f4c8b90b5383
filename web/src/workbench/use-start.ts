import { useSignal, type Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { uploadPicture } from '../api/upload-picture.js';
import { announce } from '../app/announcer.js';
import { isMotionReduced } from '../app/motion.js';
import { attempt } from '../app/problem.js';
import { goTo } from '../app/route.js';
import { type Studio, useStudio } from '../app/studio-context.js';
import type { Picture } from '../bring/picture.js';
import { problemInWords } from '../i18n/problem-in-words.js';
import { t } from '../i18n/translate.js';

export interface Starting {
  readonly isStarting: Signal<boolean>;
  readonly start: () => void;
  /** Ends what is running and starts what the form says. */
  readonly replace: () => void;
  /** Ends the uploads that are on their way. */
  readonly stop: () => void;
}

/** Left free below the progress. */
const GROUND_PX = 16;

/** Has made what the form says: of the open job, or of each picture at hand, which becomes a job by that. */
export function useStart(jobId: string | null, keepFor: (jobId: string) => void): Starting {
  const studio = useStudio();
  const isStarting = useSignal(false);
  const stopping = useRef(new AbortController());

  const run = async (action: () => Promise<void>): Promise<void> => {
    if (isStarting.value) return;
    if (studio.surface.problems.value.length > 0) {
      announce(t('shape.problem'));
      return;
    }
    isStarting.value = true;
    stopping.current = new AbortController();
    await attempt(action);
    isStarting.value = false;
  };

  const startJob = async (id: string): Promise<void> => {
    await studio.jobs.start(id, studio.shape.request.value);
    requestAnimationFrame(showProgress);
  };

  const start = (): void => {
    void run(async () => {
      if (jobId !== null) await startJob(jobId);
      else await startDraft(studio, stopping.current.signal, keepFor);
    });
  };
  const replace = (): void => {
    void run(async () => {
      if (jobId === null) return;
      await studio.jobs.cancel(jobId);
      await startJob(jobId);
    });
  };
  const stop = (): void => {
    stopping.current.abort();
  };
  return { isStarting, start, replace, stop };
}

/** On a small screen the progress stands above the form, on a low one it may end below the window. */
function showProgress(): void {
  const bottom = document.querySelector('.job-card')?.getBoundingClientRect().bottom ?? 0;
  const top = Math.max(0, window.scrollY + bottom + GROUND_PX - window.innerHeight);
  window.scrollTo({ top, behavior: isMotionReduced() ? 'instant' : 'smooth' });
}

/** One picture leads to its job, several lead to the list. Each is uploaded and started before the next one is sent. */
async function startDraft(
  studio: Studio,
  signal: AbortSignal,
  keepFor: (jobId: string) => void,
): Promise<void> {
  const { draft } = studio;
  const pictures = draft.pictures.value;
  const jobIds: string[] = [];
  try {
    for (const picture of pictures) jobIds.push(await startPicture(studio, picture, signal));
  } catch (error) {
    draft.dropStarted();
    throw error;
  }
  const [only] = jobIds;
  if (pictures.length === 1 && only !== undefined) {
    // What no browser reads comes back from the server as a picture that it does.
    if (pictures[0]?.size) keepFor(only);
    goTo({ page: 'job', jobId: only });
  } else {
    goTo({ page: 'models' });
  }
}

/** @returns the job that the picture has become. @throws ApiError when it is refused, which is then said beside it */
async function startPicture({ jobs, shape }: Studio, picture: Picture, signal: AbortSignal): Promise<string> {
  const { file, upload, size } = picture;
  upload.value = { kind: 'sending', sentBytes: 0, totalBytes: file.size };
  try {
    const onProgress = (progress: { sentBytes: number; totalBytes: number }): void => {
      upload.value = { kind: 'sending', ...progress };
    };
    const { job_id: jobId } = await uploadPicture(file, onProgress, signal);
    await jobs.adopt(jobId, file.name);
    shape.fitTo(size && size.widthPx / size.heightPx);
    await jobs.start(jobId, shape.request.value);
    upload.value = { kind: 'started' };
    return jobId;
  } catch (error) {
    const isRefusal = error instanceof ApiError && error.status !== null;
    upload.value = isRefusal ? { kind: 'refused', message: problemInWords(error) } : { kind: 'waiting' };
    throw error;
  }
}
