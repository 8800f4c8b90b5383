import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import type { NumberField } from './option-field.js';
import { unitWords } from './option-words.js';
import { SLIDER_STEPS, sliderScale } from './slider-scale.js';

interface Props {
  readonly id: string;
  readonly field: NumberField;
  readonly label: string;
}

/** A number twice: a slider for trying, a field for knowing. Empty means that the engine derives it. */
export function NumberInput({ id, field, label }: Props) {
  const { shape, surface } = useStudio();
  const { width, height } = shape.size.value;
  const scale = sliderScale(field, Math.max(width, height) || 100);
  const set = shape.options.value[field.name];
  const isUnfit = surface.problems.value.some((problem) => problem.field === `options.${field.name}`);
  const value = typeof set === 'number' ? set : field.fallback;
  return (
    <div class="number">
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        step="any"
        aria-label={label}
        aria-valuetext={value === null ? t('option.automatic') : String(value)}
        class={value === null ? 'slider is-automatic' : 'slider'}
        value={value === null ? 0 : scale.toPlace(value)}
        onInput={({ currentTarget }) => {
          shape.setOption(field.name, scale.toValue(currentTarget.valueAsNumber));
        }}
      />
      <span class="with-unit">
        <input
          id={id}
          type="number"
          inputmode="decimal"
          aria-describedby={`${id}-help`}
          aria-invalid={isUnfit}
          min={field.minimum}
          max={field.maximum}
          step={field.isWhole ? 1 : 'any'}
          placeholder={t('option.automatic')}
          value={value ?? ''}
          onInput={({ currentTarget }) => {
            const typed = currentTarget.valueAsNumber;
            shape.setOption(field.name, Number.isFinite(typed) ? typed : undefined);
          }}
        />
        {field.unit !== null && <span class="unit">{unitWords(field.unit)}</span>}
      </span>
    </div>
  );
}
