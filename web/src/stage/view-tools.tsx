import type { StringKey } from '../i18n/strings.en.js';
import { t } from '../i18n/translate.js';
import { Icon, type IconName } from '../ui/icon.js';
import type { ViewSettings } from '../viewer/view-settings.js';
import { CutTools } from './cut-tools.js';

interface Props {
  readonly settings: ViewSettings;
  readonly isTranslucent: boolean;
  readonly onChange: (settings: ViewSettings) => void;
  readonly onReset: () => void;
}

/** A way of looking that is on or off. */
interface Way {
  readonly icon: IconName;
  readonly testId: string;
  readonly label: StringKey;
  /** Only for what is made to be held against the light. */
  readonly isForTheLight?: true;
  readonly isOn: (settings: ViewSettings) => boolean;
  /** What changes when it is turned on or off; a lamp shows neither lines, cuts nor marks. */
  readonly turn: (isOn: boolean) => Partial<ViewSettings>;
}

const WAYS: readonly Way[] = [
  {
    icon: 'turn',
    testId: 'turn-button',
    label: 'tools.turn',
    isOn: ({ isTurning }) => isTurning,
    turn: (isTurning) => ({ isTurning }),
  },
  {
    icon: 'wire',
    testId: 'wireframe-button',
    label: 'tools.wireframe',
    isOn: ({ isWireframe }) => isWireframe,
    turn: (isWireframe) => ({ isWireframe, isBacklit: false }),
  },
  {
    icon: 'cut',
    testId: 'cut-button',
    label: 'tools.cut',
    isOn: ({ clip }) => clip !== null,
    turn: (isCut) => ({ clip: isCut ? { axis: 'x', share: 0.5 } : null, isBacklit: false }),
  },
  {
    icon: 'grid',
    testId: 'grid-button',
    label: 'tools.grid',
    isOn: ({ hasGrid, isBacklit }) => hasGrid && !isBacklit,
    turn: (hasGrid) => ({ hasGrid, isBacklit: false }),
  },
  {
    icon: 'ruler',
    testId: 'dimensions-button',
    label: 'tools.dimensions',
    isOn: ({ hasDimensions, isBacklit }) => hasDimensions && !isBacklit,
    turn: (hasDimensions) => ({ hasDimensions, isBacklit: false }),
  },
  {
    icon: 'lamp',
    testId: 'backlit-button',
    label: 'tools.backlit',
    isForTheLight: true,
    isOn: ({ isBacklit }) => isBacklit,
    turn: (isBacklit) => ({ isBacklit, clip: null, isWireframe: false }),
  },
];

/** The ways to look at what stands on the stage. */
export function ViewTools({ settings, isTranslucent, onChange, onReset }: Props) {
  const { clip } = settings;
  const ways = WAYS.filter(({ isForTheLight }) => isTranslucent || !isForTheLight);
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
        <Tool icon="fit" testId="fit-button" label={t('tools.fit')} onPress={onReset} />
        {ways.map(({ icon, testId, label, isOn, turn }) => (
          <Tool
            key={testId}
            icon={icon}
            testId={testId}
            label={t(label)}
            isOn={isOn(settings)}
            onPress={() => {
              onChange({ ...settings, ...turn(!isOn(settings)) });
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly testId: string;
  readonly label: string;
  /** Absent where there is nothing to be on or off. */
  readonly isOn?: boolean;
  readonly onPress: () => void;
}

function Tool({ icon, testId, label, isOn, onPress }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      data-testid={testId}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
