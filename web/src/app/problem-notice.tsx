import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { Notice } from '../ui/notice.js';
import { problem } from './problem.js';

/** What could not be done, until the reader has read it or does something else. */
export function ProblemNotice() {
  if (problem.value === null) return null;
  return (
    <div class="problem-bar">
      <Notice kind="problem" testId="error-message">
        {problem.value}
      </Notice>
      <button
        type="button"
        class="icon-button"
        aria-label={t('action.dismiss')}
        onClick={() => {
          problem.value = null;
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
