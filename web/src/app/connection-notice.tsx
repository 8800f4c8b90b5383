import { t } from '../i18n/translate.js';
import { Notice } from '../ui/notice.js';
import { useStudio } from './studio-context.js';

/** Says that the server cannot be reached, for as long as that is so. */
export function ConnectionNotice() {
  const { jobs } = useStudio();
  if (!jobs.isAway.value) return null;
  return (
    <div class="float-notice">
      <Notice kind="info" icon="turn" testId="connection-notice">
        {t('connection.lost')}
      </Notice>
    </div>
  );
}
