import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { fieldsOf } from './option-field.js';
import { OptionInput } from './option-input.js';

/** Shown at once; the others wait behind a fold, so that a form of twenty fields does not frighten. */
const SHOWN_AT_ONCE = 5;

/** The options of the chosen engine, as the server describes them. */
export function OptionFields() {
  const { models, shape } = useStudio();
  const engine = models.value?.engines.find(({ name }) => name === shape.engine.value);
  if (!engine) return null;
  const fields = fieldsOf(engine);
  const folded = fields.slice(SHOWN_AT_ONCE);
  return (
    <fieldset class="group" key={engine.name}>
      <legend>{t('shape.options')}</legend>
      <div class="options">
        {fields.slice(0, SHOWN_AT_ONCE).map((field) => (
          <OptionInput key={field.name} field={field} />
        ))}
      </div>
      {folded.length > 0 && (
        <details class="fold">
          <summary data-testid="more-options">{t('shape.moreOptions', { count: folded.length })}</summary>
          <div class="options">
            {folded.map((field) => (
              <OptionInput key={field.name} field={field} />
            ))}
          </div>
        </details>
      )}
    </fieldset>
  );
}
