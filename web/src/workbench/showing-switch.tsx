import { t } from '../i18n/translate.js';
import type { ExhibitHandle } from './use-exhibit.js';

/** Says what stands on the stage, and changes it where there is a choice. */
export function ShowingSwitch({ choices, showing, show }: ExhibitHandle) {
  if (showing === null) return null;
  if (choices.length < 2) {
    return (
      <p class="stage-caption" data-testid="showing">
        {t(`stage.${showing}`)}
      </p>
    );
  }
  return (
    <div class="stage-caption segments" role="group" aria-label={t('stage.show')} data-testid="showing">
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          class="segment"
          aria-pressed={choice === showing}
          data-testid={`show-${choice}`}
          onClick={() => {
            show(choice);
          }}
        >
          {t(`stage.${choice}`)}
        </button>
      ))}
    </div>
  );
}
