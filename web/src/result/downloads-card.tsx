import { useSignal } from '@preact/signals';
import type { ResultView } from '../../../src/progress/progress.events.js';
import type { ModelFormat } from '../api/api.types.js';
import { downloadUrl, modelFilename } from '../api/files.js';
import { announce } from '../app/announcer.js';
import { useStudio } from '../app/studio-context.js';
import { sizeInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { focusOnArrival } from '../ui/focus-on-arrival.js';
import { Icon } from '../ui/icon.js';

/** Every format of a finished model, with its size where it is known before the file is made. */
export function DownloadsCard({ jobId, result }: { jobId: string; result: ResultView }) {
  const { models } = useStudio();
  return (
    <section class="card" aria-labelledby="downloads-title" data-testid="downloads">
      <div class="section-head">
        <h2 id="downloads-title">{t('downloads.title')}</h2>
        <CopyLink key={result.download_url} path={result.download_url} />
      </div>
      <ul class="downloads">
        {models.value?.formats.map((format) => (
          <FormatLink key={format} jobId={jobId} result={result} format={format} />
        ))}
        <li>
          <a
            class="download is-on-demand"
            href={downloadUrl(jobId, result.generation_id, 'all.zip')}
            download
            data-testid="download-all"
          >
            <span class="download-name">ZIP</span>
            <span class="download-use">{t('downloads.all')}</span>
            <span class="download-note">{t('downloads.onDemand')}</span>
            <Icon name="download" />
          </a>
        </li>
      </ul>
    </section>
  );
}

interface LinkProps {
  readonly jobId: string;
  readonly result: ResultView;
  readonly format: ModelFormat;
}

function FormatLink({ jobId, result, format }: LinkProps) {
  const filename = modelFilename(format);
  const written = result.artifacts.find(({ name }) => name === filename);
  return (
    <li>
      <a
        class={written ? 'download' : 'download is-on-demand'}
        href={downloadUrl(jobId, result.generation_id, filename)}
        download
        data-testid={`download-${format}`}
      >
        <span class="download-name">{format.toUpperCase()}</span>
        <span class="download-use">{t(`format.${format}`)}</span>
        <span class="download-note">
          {written ? sizeInWords(written.size_bytes) : t('downloads.onDemand')}
        </span>
        <Icon name="download" />
      </a>
    </li>
  );
}

/** Copies where the model is. Without TLS, or leave, there is no clipboard: then the link is there to be copied by hand. */
function CopyLink({ path }: { path: string }) {
  const outcome = useSignal<'none' | 'copied' | 'forbidden'>('none');
  const link = new URL(path, window.location.href).href;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      outcome.value = 'copied';
      announce(t('downloads.copied'));
    } catch {
      outcome.value = 'forbidden';
    }
  };
  if (outcome.value === 'forbidden') {
    return (
      <input
        class="link-field"
        readOnly
        value={link}
        aria-label={t('downloads.link')}
        data-testid="link-field"
        ref={focusOnArrival}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
        }}
      />
    );
  }
  const isCopied = outcome.value === 'copied';
  return (
    <button type="button" class="link-button with-icon" data-testid="copy-link" onClick={() => void copy()}>
      <Icon name={isCopied ? 'check' : 'link'} />
      {t(isCopied ? 'downloads.copied' : 'downloads.copy')}
    </button>
  );
}
