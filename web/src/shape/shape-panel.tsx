import { t } from '../i18n/translate.js';
import { EngineCards } from './engine-cards.js';
import { FormatField } from './format-field.js';
import { OptionFields } from './option-fields.js';
import { PresetRow } from './preset-row.js';
import { QualityField } from './quality-field.js';
import { SizeFields } from './size-fields.js';
import { StartBar } from './start-bar.js';

interface Props {
  readonly startLabel: string;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}

/** Everything about how the model is to be, and the button that has it made. */
export function ShapePanel({ startLabel, isStarting, onStart }: Props) {
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
        <EngineCards />
        <PresetRow />
        <SizeFields />
        <OptionFields />
        <QualityField />
        <FormatField />
      </div>
      <StartBar label={startLabel} isStarting={isStarting} />
    </form>
  );
}
