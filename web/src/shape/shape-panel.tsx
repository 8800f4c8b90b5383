import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { EngineCards } from './engine-cards.js';
import { FormatField } from './format-field.js';
import { OptionFields } from './option-fields.js';
import { PresetRow } from './preset-row.js';
import { QualityField } from './quality-field.js';
import { SizeFields } from './size-fields.js';
import { StartBar, type StartBarProps } from './start-bar.js';

interface Props {
  readonly start: StartBarProps;
  readonly onStart: () => void;
}

/** Everything about how the model is to be, all at once when the server has said what it can make, and the start. */
export function ShapePanel({ start, onStart }: Props) {
  const { models } = useStudio();
  return (
    <form
      class="panel"
      aria-label={t('shape.title')}
      noValidate
      data-testid="shape-form"
      onSubmit={(event) => {
        event.preventDefault();
        onStart();
      }}
    >
      <div class="panel-body">
        <h2 class="panel-title">{t('shape.title')}</h2>
        {models.value !== null && (
          <>
            <EngineCards />
            <PresetRow />
            <SizeFields />
            <OptionFields />
            <QualityField />
            <FormatField />
          </>
        )}
      </div>
      <StartBar {...start} />
    </form>
  );
}
