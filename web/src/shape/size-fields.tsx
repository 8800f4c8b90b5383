import { useId } from 'preact/hooks';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { FieldProblem } from './field-problem.js';
import type { SizeMm } from './shape-settings.js';

const SIDES = ['width', 'height', 'depth'] as const;

/** The outer box in millimetres. */
export function SizeFields() {
  const { shape } = useStudio();
  const isLocked = shape.isLocked.value;
  return (
    <fieldset class="group">
      <legend>{t('shape.size')}</legend>
      <div class="sizes">
        {SIDES.map((side) => (
          <SideField key={side} side={side} />
        ))}
      </div>
      {SIDES.map((side) => (
        <FieldProblem key={side} field={`dimensions.${side}`} />
      ))}
      <FieldProblem field="dimensions" />
      <button
        type="button"
        class="chip lock"
        aria-pressed={isLocked}
        data-testid="lock-button"
        onClick={() => {
          shape.setLocked(!isLocked);
        }}
      >
        <Icon name={isLocked ? 'lock' : 'unlock'} />
        {t('shape.lock')}
      </button>
    </fieldset>
  );
}

function SideField({ side }: { side: keyof SizeMm }) {
  const { models, shape, surface } = useStudio();
  const id = useId();
  const range = models.value?.limits.dimensions[side];
  const value = shape.size.value[side];
  const isUnfit = surface.problems.value.some(({ field }) => field === `dimensions.${side}`);
  return (
    <div class="field">
      <label for={id}>{t(`shape.${side}`)}</label>
      <span class="with-unit">
        <input
          id={id}
          type="number"
          inputmode="decimal"
          step="any"
          required={side !== 'depth'}
          aria-invalid={isUnfit}
          placeholder={side === 'depth' ? t('option.automatic') : ''}
          min={range?.minimum}
          max={range?.maximum}
          value={Number.isFinite(value) ? value : ''}
          data-testid={`size-${side}`}
          onInput={({ currentTarget }) => {
            shape.setSide(side, currentTarget.valueAsNumber);
          }}
        />
        <span class="unit">mm</span>
      </span>
    </div>
  );
}
