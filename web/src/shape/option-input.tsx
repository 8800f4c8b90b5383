import { useId } from 'preact/hooks';
import { useStudio } from '../app/studio-context.js';
import { numberInWords } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { FieldProblem } from './field-problem.js';
import { NumberInput } from './number-input.js';
import type { ChoiceField, OptionField, SwitchField } from './option-field.js';
import { choiceWords, optionWords, unitWords } from './option-words.js';

/** One option: its name, its control, what it does and what it is when nothing is said. */
export function OptionInput({ field }: { field: OptionField }) {
  const { shape } = useStudio();
  const id = useId();
  const { label, help } = optionWords(shape.engine.value, field);
  const value = shape.options.value[field.name];
  const isSet = value !== undefined && value !== field.fallback;
  return (
    <div class={`option option-${field.kind}`} data-testid={`option-${field.name}`}>
      <div class="option-head">
        <label for={id}>{label}</label>
        {isSet && (
          <button
            type="button"
            class="reset"
            aria-label={t('option.reset', { name: label })}
            title={t('option.reset', { name: label })}
            onClick={() => {
              shape.setOption(field.name, undefined);
            }}
          >
            <Icon name="undo" />
          </button>
        )}
        {field.kind === 'switch' && <Switch id={id} field={field} />}
        {field.kind === 'choice' && <Choice id={id} field={field} />}
      </div>
      {field.kind === 'number' && <NumberInput id={id} field={field} label={label} />}
      <p class="field-note" id={`${id}-help`}>
        {help} {defaultWords(field)}
      </p>
      <FieldProblem field={`options.${field.name}`} />
    </div>
  );
}

function defaultWords(field: OptionField): string {
  switch (field.kind) {
    case 'switch':
      return '';
    case 'choice':
      return field.fallback === null ? '' : t('option.default', { value: choiceWords(field.fallback) });
    case 'number': {
      if (field.fallback === null) return '';
      const value = numberInWords(field.fallback);
      return t('option.default', {
        value: field.unit === null ? value : `${value} ${unitWords(field.unit)}`,
      });
    }
  }
}

function Switch({ id, field }: { id: string; field: SwitchField }) {
  const { shape } = useStudio();
  const value = shape.options.value[field.name];
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      class="switch"
      aria-describedby={`${id}-help`}
      checked={typeof value === 'boolean' ? value : field.fallback}
      onChange={({ currentTarget }) => {
        shape.setOption(field.name, currentTarget.checked);
      }}
    />
  );
}

function Choice({ id, field }: { id: string; field: ChoiceField }) {
  const { shape } = useStudio();
  const value = shape.options.value[field.name] ?? field.fallback ?? '';
  return (
    <select
      id={id}
      class="select"
      aria-describedby={`${id}-help`}
      value={String(value)}
      onChange={({ currentTarget }) => {
        shape.setOption(field.name, currentTarget.value === '' ? undefined : currentTarget.value);
      }}
    >
      {field.fallback === null && <option value="">{t('option.automatic')}</option>}
      {field.choices.map((choice) => (
        <option key={choice} value={choice}>
          {choiceWords(choice)}
        </option>
      ))}
    </select>
  );
}
