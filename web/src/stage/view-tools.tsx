import { t } from '../i18n/translate.js';
import { Icon, type IconName } from '../ui/icon.js';
import { CLIP_AXES, type ViewSettings } from '../viewer/view-settings.js';

interface Props {
  readonly settings: ViewSettings;
  readonly isTranslucent: boolean;
  readonly onChange: (settings: ViewSettings) => void;
  readonly onReset: () => void;
}

/** The ways to look at what stands on the stage. */
export function ViewTools({ settings, isTranslucent, onChange, onReset }: Props) {
  const { clip } = settings;
  return (
    <div class="tools-area">
      {clip && (
        <CutTools
          clip={clip}
          onChange={(next) => {
            onChange({ ...settings, clip: next });
          }}
        />
      )}
      <div class="tools" role="toolbar" aria-label={t('tools.title')}>
        <Toggle
          icon="turn"
          testId="turn-button"
          label={t('tools.turn')}
          isOn={settings.isTurning}
          onToggle={(isTurning) => {
            onChange({ ...settings, isTurning });
          }}
        />
        <button
          type="button"
          class="tool"
          aria-label={t('tools.fit')}
          title={t('tools.fit')}
          data-testid="fit-button"
          onClick={onReset}
        >
          <Icon name="fit" />
        </button>
        <Toggle
          icon="wire"
          testId="wireframe-button"
          label={t('tools.wireframe')}
          isOn={settings.isWireframe}
          onToggle={(isWireframe) => {
            onChange({ ...settings, isWireframe, isBacklit: false });
          }}
        />
        <Toggle
          icon="cut"
          testId="cut-button"
          label={t('tools.cut')}
          isOn={clip !== null}
          onToggle={(isCut) => {
            onChange({ ...settings, clip: isCut ? { axis: 'x', share: 0.5 } : null, isBacklit: false });
          }}
        />
        <Toggle
          icon="grid"
          testId="grid-button"
          label={t('tools.grid')}
          isOn={settings.hasGrid}
          onToggle={(hasGrid) => {
            onChange({ ...settings, hasGrid });
          }}
        />
        <Toggle
          icon="ruler"
          testId="dimensions-button"
          label={t('tools.dimensions')}
          isOn={settings.hasDimensions}
          onToggle={(hasDimensions) => {
            onChange({ ...settings, hasDimensions });
          }}
        />
        {isTranslucent && (
          <Toggle
            icon="lamp"
            testId="backlit-button"
            label={t('tools.backlit')}
            isOn={settings.isBacklit}
            onToggle={(isBacklit) => {
              onChange({ ...settings, isBacklit, clip: null, isWireframe: false });
            }}
          />
        )}
      </div>
    </div>
  );
}

interface ToggleProps {
  readonly icon: IconName;
  readonly testId: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}

function Toggle({ icon, testId, label, isOn, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      data-testid={testId}
      onClick={() => {
        onToggle(!isOn);
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

type Clip = NonNullable<ViewSettings['clip']>;

function CutTools({ clip, onChange }: { clip: Clip; onChange: (clip: Clip) => void }) {
  return (
    <div class="cut-tools">
      <div class="segments" role="group" aria-label={t('tools.cutAxis')}>
        {CLIP_AXES.map((axis) => (
          <button
            key={axis}
            type="button"
            class="segment"
            aria-pressed={clip.axis === axis}
            onClick={() => {
              onChange({ ...clip, axis });
            }}
          >
            {axis.toUpperCase()}
          </button>
        ))}
      </div>
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
