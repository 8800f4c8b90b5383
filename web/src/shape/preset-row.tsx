import { announce } from '../app/announcer.js';
import { useStudio } from '../app/studio-context.js';
import { t } from '../i18n/translate.js';
import { numberInWords } from '../i18n/numbers.js';
import { applyPreset, fittingPresets, isApplied } from './presets.js';

/** Common wishes at one press. */
export function PresetRow() {
  const { models, shape } = useStudio();
  const presets = models.value === null ? [] : fittingPresets(models.value);
  if (presets.length === 0) return null;
  return (
    <div class="group" role="group" aria-label={t('shape.presets')}>
      <p class="group-title">{t('shape.presets')}</p>
      <div class="presets">
        {presets.map((preset) => (
          <button
            key={preset.name}
            type="button"
            class="preset"
            aria-pressed={isApplied(preset, shape)}
            data-testid={preset.name}
            onClick={() => {
              applyPreset(preset, shape);
              announce(t('shape.presetSet', { name: t(preset.name) }));
            }}
          >
            <span>{t(preset.name)}</span>
            <span class="preset-size">{numberInWords(preset.longestMm)} mm</span>
          </button>
        ))}
      </div>
    </div>
  );
}
