import { chooseLanguage, language, LANGUAGES } from '../i18n/language.js';
import { t } from '../i18n/translate.js';
import { Segments } from '../ui/segments.js';

const NAMES = { en: 'English', de: 'Deutsch' } as const;

export function LanguageSwitch() {
  return (
    <Segments
      label={t('header.language')}
      segments={LANGUAGES.map((value) => ({
        value,
        label: value.toUpperCase(),
        name: NAMES[value],
        lang: value,
        testId: `language-${value}`,
      }))}
      chosen={language.value}
      onChoose={chooseLanguage}
    />
  );
}
