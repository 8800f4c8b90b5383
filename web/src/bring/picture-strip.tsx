import { useStudio } from '../app/studio-context.js';
import { sizeInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { FileButton } from './file-button.js';
import type { Picture } from './picture.js';
import { RefusalList } from './refusal-list.js';
import { useBringing } from './use-bringing.js';

/** The pictures that the next start is for; the pressed one is the one shown. */
export function PictureStrip() {
  const { draft } = useStudio();
  const { takeFiles } = useBringing();
  return (
    <section class="pictures" aria-label={t('pictures.title')}>
      <ul class="picture-list">
        {draft.pictures.value.map((picture) => (
          <PictureTile key={picture.key} picture={picture} />
        ))}
        <li>
          <FileButton class="picture-add" testId="add-picture-input" onFiles={takeFiles}>
            <Icon name="plus" />
            <span>{t('pictures.add')}</span>
          </FileButton>
        </li>
      </ul>
      <RefusalList />
    </section>
  );
}

function PictureTile({ picture }: { picture: Picture }) {
  const { draft } = useStudio();
  const { file, upload, url } = picture;
  const isSending = upload.value.kind === 'sending';
  return (
    <li class="picture-tile" data-testid="picture">
      <button
        type="button"
        class="picture-choice"
        aria-pressed={draft.selected.value === picture}
        onClick={() => {
          draft.select(picture);
        }}
      >
        {picture.size === null ? (
          <span class="picture-blank">{extensionOf(file.name)}</span>
        ) : (
          <img src={url} alt="" />
        )}
        <span class="picture-words">
          <span class="picture-name" title={file.name}>
            {file.name}
          </span>
          <UploadWords picture={picture} />
        </span>
      </button>
      {!isSending && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('pictures.remove', { name: file.name })}
          onClick={() => {
            draft.remove(picture);
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

function UploadWords({ picture }: { picture: Picture }) {
  const state = picture.upload.value;
  switch (state.kind) {
    case 'waiting':
    case 'started':
      return <span class="picture-note">{sizeInWords(picture.file.size)}</span>;
    case 'refused':
      return <span class="picture-note is-problem">{state.message}</span>;
    case 'sending': {
      const { sentBytes, totalBytes } = state;
      const words = t('upload.sending', { sent: sizeInWords(sentBytes), total: sizeInWords(totalBytes) });
      return (
        <span class="picture-note" data-testid="upload-progress">
          {words}
          <ProgressBar
            label={words}
            percent={(100 * sentBytes) / Math.max(1, totalBytes)}
            testId="upload-bar"
          />
        </span>
      );
    }
  }
}

function extensionOf(name: string): string {
  return name.split('.').at(-1)?.slice(0, 4).toUpperCase() ?? '';
}
