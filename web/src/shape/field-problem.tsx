import type { OptionProblem } from '../../../src/modelling/modelling.errors.js';
import { useStudio } from '../app/studio-context.js';
import { language } from '../i18n/language.js';
import { numberInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';

/** What is wrong with a field, by the engine's own check, before anything is sent. */
export function FieldProblem({ field }: { field: string }) {
  const { surface } = useStudio();
  const found = surface.problems.value.find((problem) => problem.field === field);
  if (!found) return null;
  return (
    <p class="field-problem" role="alert" data-testid="field-problem">
      {problemWords(found)}
    </p>
  );
}

export function problemWords({ message, minimum, maximum }: OptionProblem): string {
  if (language.value === 'en') return message.charAt(0).toUpperCase() + message.slice(1) + '.';
  if (minimum !== undefined && maximum !== undefined) {
    return t('field.between', { minimum: numberInWords(minimum), maximum: numberInWords(maximum) });
  }
  if (minimum !== undefined) return t('field.atLeast', { minimum: numberInWords(minimum) });
  if (maximum !== undefined) return t('field.lessThan', { maximum: numberInWords(maximum) });
  return t('field.unfit');
}
