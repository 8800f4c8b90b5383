import { t } from '../i18n/translate.js';
import { LanguageSwitch } from './language-switch.js';
import { hashOf, route } from './route.js';
import { useStudio } from './studio-context.js';
import { ThemeSwitch } from './theme-switch.js';

export function Header() {
  const { jobs } = useStudio();
  const { page } = route.value;
  const activeCount = jobs.jobs.value.filter(({ snapshot }) => snapshot.value.is_active).length;
  return (
    <header class="masthead">
      <a class="skip" href="#main" onClick={focusMain}>
        {t('header.skip')}
      </a>
      <a class="brand" href={hashOf({ page: 'studio' })} aria-label="Relievo">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>Relievo</span>
      </a>
      <nav class="places" aria-label={t('header.places')}>
        <a
          class="place"
          href={hashOf({ page: 'studio' })}
          aria-current={page === 'studio' ? 'page' : undefined}
          data-testid="nav-studio"
        >
          {t('header.new')}
        </a>
        <a
          class="place"
          href={hashOf({ page: 'models' })}
          aria-current={page === 'models' ? 'page' : undefined}
          data-testid="nav-models"
        >
          {t('header.models')}
          {activeCount > 0 && (
            <span class="badge" aria-label={t('header.active', { count: activeCount })}>
              {activeCount}
            </span>
          )}
        </a>
      </nav>
      <div class="masthead-end">
        <a class="quiet-link wide-only" href="/docs">
          {t('header.api')}
        </a>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** The address belongs to the routes, so the way to the content is walked by the focus. */
function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
