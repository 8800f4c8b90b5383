import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { FieldProblem } from './field-problem.js';

/** How fine the model is to be. */
export function QualityField() {
  const { models, shape } = useStudio();
  const { minimum = 1, maximum = 10 } = models.value?.limits.quality ?? {};
  const words = t('shape.qualityValue', { value: shape.quality.value, maximum });
  return (
    <div class="group">
      <div class="option-head">
        <label for="quality">{t('shape.quality')}</label>
        <output for="quality">{words}</output>
      </div>
      <input
        id="quality"
        class="slider"
        type="range"
        min={minimum}
        max={maximum}
        step={1}
        value={shape.quality.value}
        aria-valuetext={words}
        data-testid="quality"
        onInput={({ currentTarget }) => {
          shape.quality.value = currentTarget.valueAsNumber;
        }}
      />
      <FieldProblem field="quality" />
    </div>
  );
}
