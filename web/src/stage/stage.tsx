import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { isMotionReduced } from '../app/motion.js';
import { numberInWords, type BoxMm } from '../i18n/numbers.js';
import { t } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import { PLAIN_VIEW, type ViewSettings } from '../viewer/view-settings.js';
import type { Exhibit } from './exhibit.js';
import { FlatSurface } from './flat-surface.js';
import { useViewer, type ViewerState } from './use-viewer.js';
import { ViewTools } from './view-tools.js';

interface Props {
  readonly exhibit: Exhibit;
  /** The outer size of what is shown, for the numbers beside it. */
  readonly boxMm: BoxMm | null;
  /** Whether the model is one to be held against the light. */
  readonly isTranslucent: boolean;
  /** Shown while there is nothing else: the picture. */
  readonly pictureUrl: string | null;
  /** Said while nothing is drawn. */
  readonly note: string | null;
  readonly children?: ComponentChildren;
}

/** Where the model stands: the picture until there is a surface, then the surface or the model. */
export function Stage({ exhibit, boxMm, isTranslucent, pictureUrl, note, children }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const chosen = useSignal<ViewSettings>({ ...PLAIN_VIEW, isTurning: !isMotionReduced() });
  const settings = isTranslucent ? chosen.value : withoutLamp(chosen.value);
  const { state, resetView } = useViewer(canvas, labels, exhibit, settings);
  const isDrawn = exhibit.kind !== 'nothing' && (state === 'live' || state === 'ready');
  const shown = exhibit.kind === 'nothing' ? 'empty' : state;
  return (
    <div
      class={`stage ${groundOf(shown, exhibit, settings)}`}
      data-testid="stage"
      data-viewer={shown}
      data-engine={exhibit.kind === 'surface' ? exhibit.surface.engine : undefined}
    >
      <canvas
        ref={canvas}
        class={isDrawn ? 'stage-canvas' : 'stage-canvas is-away'}
        data-testid="viewer-canvas"
        role="img"
        aria-label={t(exhibit.kind === 'surface' ? 'stage.surfaceText' : 'stage.modelText')}
      />
      <div ref={labels} class={isDrawn ? 'marks' : 'marks is-away'} aria-hidden="true">
        <span class="mark">{boxMm && `${numberInWords(boxMm.width, 1)} mm`}</span>
        <span class="mark">{boxMm && `${numberInWords(boxMm.height, 1)} mm`}</span>
        <span class="mark">{boxMm && `${numberInWords(boxMm.depth, 1)} mm`}</span>
      </div>
      {!isDrawn && <StandIn exhibit={exhibit} pictureUrl={pictureUrl} isFlat={state === 'fallback'} />}
      {exhibit.kind === 'nothing' && note !== null && (
        <div class={pictureUrl === null ? 'stage-note is-alone' : 'stage-note'}>
          {pictureUrl === null && (
            <span class="round-icon">
              <Icon name="picture" />
            </span>
          )}
          <p data-testid="stage-note">{note}</p>
        </div>
      )}
      {children}
      {isDrawn && (
        <ViewTools
          settings={settings}
          isTranslucent={isTranslucent}
          onChange={(next) => {
            chosen.value = next;
          }}
          onReset={resetView}
        />
      )}
    </div>
  );
}

/** A class for the ground that suits what is seen: a lamp wants the dark, an image that stays a light one. */
function groundOf(shown: ViewerState, { kind }: Exhibit, { isBacklit }: ViewSettings): string {
  if (shown === 'fallback' && kind === 'model') return 'is-image';
  return isBacklit ? 'is-dark' : '';
}

function withoutLamp(settings: ViewSettings): ViewSettings {
  return settings.isBacklit ? { ...settings, isBacklit: false } : settings;
}

interface StandInProps {
  readonly exhibit: Exhibit;
  readonly pictureUrl: string | null;
  readonly isFlat: boolean;
}

/** What is seen before, and instead of, a drawing in three dimensions. */
function StandIn({ exhibit, pictureUrl, isFlat }: StandInProps) {
  if (exhibit.kind === 'model') {
    return (
      <img
        class="stage-image is-drawn"
        src={exhibit.imageUrl}
        alt={t('stage.modelImage')}
        data-testid="stage-image"
      />
    );
  }
  if (exhibit.kind === 'surface' && isFlat) return <FlatSurface surface={exhibit.surface} />;
  if (pictureUrl === null) return null;
  return <img class="stage-image is-waiting" src={pictureUrl} alt="" />;
}
