import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { EnginePicture } from './engine-picture.js';
import { engineWords } from './engine-words.js';

/** The ways to turn the picture into a solid; one is always chosen. */
export function EngineCards() {
  const { models, shape } = useStudio();
  return (
    <fieldset class="group">
      <legend>{t('shape.engine')}</legend>
      <div class="engines">
        {models.value?.engines.map((engine) => {
          const { title, summary } = engineWords(engine);
          return (
            <label key={engine.name} class="engine" title={summary}>
              <input
                type="radio"
                name="engine"
                value={engine.name}
                checked={shape.engine.value === engine.name}
                data-testid={`engine-${engine.name}`}
                onChange={() => {
                  shape.engine.value = engine.name;
                }}
              />
              <span class="engine-face">
                <EnginePicture engine={engine.name} />
                <span class="engine-title">{title}</span>
              </span>
            </label>
          );
        })}
      </div>
      <p class="field-note">{summaryOf(shape.engine.value, models.value?.engines)}</p>
    </fieldset>
  );
}

function summaryOf(name: string, engines: Parameters<typeof engineWords>[0][] = []): string {
  const engine = engines.find((candidate) => candidate.name === name);
  return engine ? engineWords(engine).summary : '';
}
