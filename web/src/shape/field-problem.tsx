import type { OptionProblem } from '../../../src/modelling/modelling.errors.js';
import { useStudio } from '../app/studio-context.js';
import { problemOfField } from '../i18n/server-sentence.js';
import { t } from '../i18n/translate.js';
import { optionWords } from './option-words.js';

/** What is wrong with a field, by the engine's own check, before anything is sent. */
export function FieldProblem({ field }: { field: string }) {
  const { shape, surface } = useStudio();
  const found = surface.problems.value.find((problem) => problem.field === field);
  if (!found) return null;
  return (
    <p class="field-problem" role="alert" data-testid="field-problem">
      {problemWords(shape.engine.value, found)}
    </p>
  );
}

/** What a field is called in the form; empty for one that is not there. */
export function fieldWords(engine: string, field: string): string {
  const [group, name = ''] = field.split('.');
  if (group === 'options') return optionWords(engine, { name, help: '' }).label;
  if (group === 'quality') return t('shape.quality');
  if (name === 'width' || name === 'height' || name === 'depth') return t(`shape.${name}`);
  return t('shape.size');
}

export function problemWords(engine: string, { message }: OptionProblem): string {
  return problemOfField(message, (name) => optionWords(engine, { name, help: '' }).label);
}
