import { hashOf } from '../app/route.js';
import { t } from '../i18n/translate.js';

/** For an address that names a job which is not there. */
export function GonePage() {
  return (
    <div class="empty" data-testid="job-gone">
      <h1>{t('gone.title')}</h1>
      <p>{t('gone.text')}</p>
      <a class="button button-main" href={hashOf({ page: 'studio' })}>
        {t('header.new')}
      </a>
    </div>
  );
}
