import { useStudio } from '../app/studio-context.js';
import { sizeInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { RecentJobs } from '../jobs/recent-jobs.js';
import { Icon } from '../ui/icon.js';
import { FileButton } from './file-button.js';
import { Kinds } from './kinds.js';
import { RefusalList } from './refusal-list.js';
import { USUAL_LIMITS, useBringing } from './use-bringing.js';

/** The first thing a visitor sees: what this is, and where the picture goes. */
export function Welcome() {
  const { models } = useStudio();
  const { takeFiles, takeSample } = useBringing();
  const { max_bytes: limit } = models.value?.limits.picture ?? USUAL_LIMITS;
  return (
    <div class="welcome">
      <section class="hero" aria-labelledby="title">
        <div class="hero-words">
          <h1 id="title">{t('welcome.title')}</h1>
          <p class="lead">{t('welcome.lead')}</p>
        </div>
        <div class="drop" data-testid="drop-zone">
          <span class="round-icon">
            <Icon name="upload" />
          </span>
          <p class="drop-title">
            <span class="mouse-only">{t('welcome.drop')}</span>
            <span class="touch-only">{t('welcome.bring')}</span>
          </p>
          <div class="drop-actions">
            <FileButton class="button button-main" testId="picture-input" onFiles={takeFiles}>
              {t('welcome.choose')}
            </FileButton>
            <FileButton
              class="button button-quiet touch-only"
              testId="camera-input"
              isCamera
              onFiles={takeFiles}
            >
              <Icon name="camera" />
              {t('welcome.camera')}
            </FileButton>
            <button
              type="button"
              class="button button-quiet"
              data-testid="sample-button"
              onClick={takeSample}
            >
              <Icon name="sparkle" />
              {t('welcome.sample')}
            </button>
          </div>
          <p class="drop-hint">
            PNG, JPEG, WebP, GIF, BMP, TIFF · {t('welcome.limit', { limit: sizeInWords(limit) })}
          </p>
        </div>
        <RefusalList />
      </section>
      <picture class="hero-picture">
        <img
          src="/sample-model.webp"
          srcset="/sample-model.webp 469w, /sample-model-medium.webp 703w, /sample-model-large.webp 938w"
          sizes="(min-width: 900px) min(42vw, 66vh), min(92vw, 66vh)"
          alt={t('welcome.pictureText')}
          width="469"
          height="480"
          fetchpriority="high"
        />
      </picture>
      <RecentJobs />
      <Kinds />
    </div>
  );
}
