import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { livelyFieldsOf } from './option-field.js';
import { OptionInput } from './option-input.js';

/**
 * What makers want to change first, by engine. Only these are shown at once; the others wait behind a fold, in the
 * server's order, so that a form of twenty fields does not frighten.
 */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  relief: ['invert', 'border_mm', 'base_mm', 'corner_radius_mm', 'smoothing'],
  lithophane: ['shape', 'border_mm', 'frame_mm', 'hanger_hole_mm', 'stand_mm'],
  extrusion: ['ring', 'base', 'bevel_mm', 'source', 'invert'],
  inflation: ['back', 'thickness_mm', 'roundness', 'detail', 'source'],
};

/** How many are shown at once of an engine that the page does not know. */
const SHOWN_AT_ONCE = 5;

/** The options of the chosen engine, as the server describes them. */
export function OptionFields() {
  const { models, shape } = useStudio();
  const engine = models.value?.engines.find(({ name }) => name === shape.engine.value);
  if (!engine) return null;
  const fields = livelyFieldsOf(engine, shape.options.value);
  const first = FIRST[engine.name] ?? fields.slice(0, SHOWN_AT_ONCE).map(({ name }) => name);
  const shown = first.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const folded = fields.filter((field) => !shown.includes(field));
  return (
    <fieldset class="group" key={engine.name}>
      <legend>{t('shape.options')}</legend>
      <div class="options">
        {shown.map((field) => (
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
