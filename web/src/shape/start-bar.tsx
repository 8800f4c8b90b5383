import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { problemWords } from './field-problem.js';

/** Stays in reach while the options scroll. What an engine would refuse is said here as well. */
export function StartBar({ label, isStarting }: { label: string; isStarting: boolean }) {
  const { surface } = useStudio();
  const [problem] = surface.problems.value;
  return (
    <div class="start-bar">
      {problem && (
        <p class="field-problem" data-testid="start-problem">
          {t('shape.problem')} {problemWords(problem)}
        </p>
      )}
      <button
        type="submit"
        class="button button-main button-wide"
        disabled={isStarting}
        data-testid="start-button"
      >
        {label}
      </button>
    </div>
  );
}
