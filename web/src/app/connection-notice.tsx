import { t } from '../i18n/translate.js';
import { useStudio } from './studio-context.js';

/** Says that the server cannot be reached, for as long as that is so, in a place that the head of the page leaves free. */
export function ConnectionNotice() {
  const { jobs } = useStudio();
  if (!jobs.isAway.value) return null;
  return (
    <div class="connection-notice" role="status" data-testid="connection-notice">
      {t('connection.lost')} <span class="connection-more">{t('connection.meanwhile')}</span>
    </div>
  );
}
