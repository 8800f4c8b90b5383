import { chooseLanguage, language, LANGUAGES } from '../i18n/language.js';
import { t } from '../i18n/translate.js';

const NAMES = { en: 'English', de: 'Deutsch' } as const;

export function LanguageSwitch() {
  return (
    <div class="segments" role="group" aria-label={t('header.language')}>
      {LANGUAGES.map((name) => (
        <button
          key={name}
          type="button"
          class="segment"
          lang={name}
          title={NAMES[name]}
          aria-label={`${name.toUpperCase()} – ${NAMES[name]}`}
          aria-pressed={language.value === name}
          data-testid={`language-${name}`}
          onClick={() => {
            chooseLanguage(name);
          }}
        >
          {name.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
