import { hashOf } from '../app/route.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';

/** For an address that names a job which is not there. */
export function GonePage() {
  return (
    <div class="empty" data-testid="job-gone">
      <span class="round-icon">
        <Icon name="search" />
      </span>
      <h1>{t('gone.title')}</h1>
      <p>{t('gone.text')}</p>
      <a class="button button-main" href={hashOf({ page: 'studio' })}>
        {t('header.new')}
      </a>
    </div>
  );
}
