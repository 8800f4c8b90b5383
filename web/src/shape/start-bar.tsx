import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { fieldWords, problemWords } from './field-problem.js';

export interface StartBarProps {
  readonly label: string;
  /** Whether a start is what the reader is likely to want next. */
  readonly isNext: boolean;
  readonly isStarting: boolean;
}

/** Stays in reach while the options scroll. What an engine would refuse is said here as well. */
export function StartBar({ label, isNext, isStarting }: StartBarProps) {
  const { models, shape, surface } = useStudio();
  const [problem] = surface.problems.value;
  return (
    <div class="start-bar">
      {problem && (
        <p class="field-problem" data-testid="start-problem">
          {t('shape.problem', { field: fieldWords(shape.engine.value, problem.field) })}{' '}
          {problemWords(shape.engine.value, problem)}
        </p>
      )}
      <button
        type="submit"
        class={isNext ? 'button button-main button-wide' : 'button button-quiet button-wide'}
        disabled={models.value === null}
        // A button that was disabled would lose the focus of whoever has just pressed it.
        aria-disabled={isStarting}
        data-testid="start-button"
      >
        {label}
      </button>
    </div>
  );
}
