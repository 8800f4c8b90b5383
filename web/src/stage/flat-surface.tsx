import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/translate.js';
import type { Surface } from '../surface/surface.types.js';
import { drawHillshade } from './draw-hillshade.js';

/** A surface seen from above in slanting light: for browsers without WebGL. */
export function FlatSurface({ surface }: { surface: Surface }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawHillshade(canvas.current, surface);
  }, [surface]);
  return (
    <canvas
      ref={canvas}
      class="stage-image"
      role="img"
      aria-label={t('stage.surfaceText')}
      data-testid="flat-surface"
    />
  );
}
