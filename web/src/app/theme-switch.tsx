import { t } from '../i18n/translate.js';
import { Icon, type IconName } from '../ui/icon.js';
import { chooseTheme, theme, type Theme, THEMES } from './theme.js';

const ICONS: Readonly<Record<Theme, IconName>> = { auto: 'auto', light: 'sun', dark: 'moon' };

/** One button that goes round: as the system has it, light, dark. */
export function ThemeSwitch() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
  const label = t('header.theme', { theme: t(`theme.${theme.value}`) });
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      data-testid="theme-button"
      onClick={() => {
        chooseTheme(next);
      }}
    >
      <Icon name={ICONS[theme.value]} />
    </button>
  );
}
