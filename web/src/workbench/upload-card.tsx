import { useStudio } from '../app/studio-context.js';
import { sizeInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { ProgressBar } from '../ui/progress-bar.js';

/** How much of the picture that is on its way has arrived. */
export function UploadCard({ onStop }: { onStop: () => void }) {
  const { draft } = useStudio();
  const state = draft.pictures.value.map(({ upload }) => upload.value).find(({ kind }) => kind === 'sending');
  if (state?.kind !== 'sending') return null;
  const { sentBytes, totalBytes } = state;
  const words = t('upload.sending', { sent: sizeInWords(sentBytes), total: sizeInWords(totalBytes) });
  return (
    <section class="job-card card" aria-label={t('upload.title')} data-testid="upload-card">
      <p class="job-status">{t('upload.title')}</p>
      <ProgressBar
        label={t('upload.title')}
        percent={(100 * sentBytes) / Math.max(1, totalBytes)}
        testId="upload-total"
      />
      <div class="job-foot">
        <p class="job-detail" data-testid="upload-bytes">
          {words}
        </p>
        <button type="button" class="button button-quiet" data-testid="upload-stop" onClick={onStop}>
          {t('upload.stop')}
        </button>
      </div>
    </section>
  );
}
