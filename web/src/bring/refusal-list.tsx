import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { Notice } from '../ui/notice.js';

/** The files that were not taken in, each with the reason, before anything was sent. */
export function RefusalList() {
  const { refusals } = useStudio().draft;
  if (refusals.value.length === 0) return null;
  return (
    <Notice kind="problem" testId="refusals">
      <p>{t('refusal.title')}</p>
      <ul class="refusals">
        {refusals.value.map(({ name, reason }, index) => (
          <li key={index} data-testid="refusal">
            <b>{name}</b> – {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
