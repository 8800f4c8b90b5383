import { t } from '../i18n/translate.js';
import { Segments } from '../ui/segments.js';
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
    <Segments
      class="stage-caption"
      testId="showing"
      label={t('stage.show')}
      segments={choices.map((value) => ({ value, label: t(`stage.${value}`), testId: `show-${value}` }))}
      chosen={showing}
      onChoose={show}
    />
  );
}
