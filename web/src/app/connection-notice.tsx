import { t } from '../i18n/translate.js';
import { Notice } from '../ui/notice.js';
import { useStudio } from './studio-context.js';

/** Says that the live channel is away, for as long as it is. */
export function ConnectionNotice() {
  const { jobs } = useStudio();
  if (jobs.isConnected.value !== false) return null;
  return (
    <div class="float-notice">
      <Notice kind="info" icon="turn" testId="connection-notice">
        {t('connection.lost')}
      </Notice>
    </div>
  );
}
