import { t } from '../i18n/translate.js';
import { Segments } from '../ui/segments.js';
import { CLIP_AXES, type ViewSettings } from '../viewer/view-settings.js';

type Clip = NonNullable<ViewSettings['clip']>;

/** Across which axis the model is cut open, and where. */
export function CutTools({ clip, onChange }: { clip: Clip; onChange: (clip: Clip) => void }) {
  return (
    <div class="cut-tools">
      <Segments
        label={t('tools.cutAxis')}
        segments={CLIP_AXES.map((value) => ({ value, label: value.toUpperCase() }))}
        chosen={clip.axis}
        onChoose={(axis) => {
          onChange({ ...clip, axis });
        }}
      />
      <input
        type="range"
        class="slider"
        min={0}
        max={1}
        step={0.005}
        value={clip.share}
        aria-label={t('tools.cutPlace')}
        data-testid="cut-slider"
        onInput={({ currentTarget }) => {
          onChange({ ...clip, share: currentTarget.valueAsNumber });
        }}
      />
    </div>
  );
}
