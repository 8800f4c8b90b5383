import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { EnginePicture } from '../shape/engine-picture.js';
import { engineWords } from '../shape/engine-words.js';

/** What a picture can become, for whoever has made nothing yet. */
export function Kinds() {
  const { jobs, models } = useStudio();
  if (models.value === null || !jobs.isListed.value || jobs.jobs.value.length > 0) return null;
  return (
    <section class="kinds" aria-labelledby="kinds-title" data-testid="kinds">
      <h2 id="kinds-title">{t('welcome.kinds')}</h2>
      <ul class="kind-list">
        {models.value.engines.map((engine) => {
          const { title, summary } = engineWords(engine);
          return (
            <li key={engine.name} class="kind">
              <EnginePicture engine={engine.name} />
              <p class="kind-title">{title}</p>
              <p class="kind-summary">{summary}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
