import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import type { ModelFormat } from '../api/api.types.js';

/** Which files to write at once; every other format can still be had of the finished model. */
export function FormatField() {
  const { models, shape } = useStudio();
  const chosen = shape.formats.value;
  const toggle = (format: ModelFormat): void => {
    const others = chosen.filter((other) => other !== format);
    if (others.length === chosen.length) shape.formats.value = [...chosen, format];
    else if (others.length > 0) shape.formats.value = others;
  };
  return (
    <div class="group" role="group" aria-labelledby="formats-title">
      <p class="group-title" id="formats-title">
        {t('shape.formats')}
      </p>
      <div class="chips">
        {models.value?.formats.map((format) => (
          <button
            key={format}
            type="button"
            class="chip"
            aria-pressed={chosen.includes(format)}
            data-testid={`format-${format}`}
            onClick={() => {
              toggle(format);
            }}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
      <p class="field-note">{t('shape.formatsNote')}</p>
    </div>
  );
}
