import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ModelViewer } from '../viewer/model-viewer.js';
import type { ViewSettings } from '../viewer/view-settings.js';
import type { Exhibit } from './exhibit.js';

/** `fallback`: nothing can be drawn in three dimensions here. */
export type ViewerState = 'empty' | 'loading' | 'live' | 'ready' | 'fallback';

export interface ViewerHandle {
  readonly state: ViewerState;
  readonly resetView: () => void;
}

/**
 * Keeps one viewer for the life of the stage, made when there is first something to show: three is not part of the
 * page until then, and fifty models later there is still one context.
 */
export function useViewer(
  canvas: RefObject<HTMLCanvasElement | null>,
  labels: RefObject<HTMLDivElement | null>,
  exhibit: Exhibit,
  settings: ViewSettings,
): ViewerHandle {
  const state = useSignal<ViewerState>('empty');
  const canDraw = useSignal(true);
  const viewer = useRef<Promise<ModelViewer> | null>(null);

  useEffect(
    () => () => {
      viewer.current?.then(
        (made) => {
          made.dispose();
        },
        () => undefined,
      );
    },
    [],
  );

  useEffect(() => {
    if (exhibit.kind === 'nothing') return;
    if (exhibit.kind === 'model') state.value = 'loading';
    const leaving = new AbortController();
    const isCurrent = (): boolean => !leaving.signal.aborted;
    viewer.current ??= openViewer(canvas, labels, (can) => {
      canDraw.value = can;
    });
    const show = async (made: Promise<ModelViewer>): Promise<void> => {
      const opened = await made;
      if (!isCurrent()) return;
      opened.apply(settings);
      if (exhibit.kind === 'surface') {
        opened.showSurface(exhibit.surface);
        state.value = 'live';
      } else if ((await opened.showModel(exhibit.modelUrl)) && isCurrent()) {
        state.value = 'ready';
      }
    };
    show(viewer.current).catch(() => {
      // No WebGL, or the file did not come: an image of the same mesh stands in.
      if (isCurrent()) state.value = 'fallback';
    });
    return () => {
      leaving.abort();
    };
  }, [exhibit]);

  useEffect(() => {
    void viewer.current?.then(
      (made) => {
        made.apply(settings);
      },
      () => undefined,
    );
  }, [settings]);

  const resetView = (): void => {
    void viewer.current?.then(
      (made) => {
        made.resetView();
      },
      () => undefined,
    );
  };
  return { state: canDraw.value ? state.value : 'fallback', resetView };
}

async function openViewer(
  canvas: RefObject<HTMLCanvasElement | null>,
  labels: RefObject<HTMLDivElement | null>,
  onContext: (canDraw: boolean) => void,
): Promise<ModelViewer> {
  const { ModelViewer } = await import('../viewer/model-viewer.js');
  if (canvas.current === null || labels.current === null) throw new Error('The stage is gone.');
  const numbers = Array.from(labels.current.children).filter((child) => child instanceof HTMLElement);
  return new ModelViewer(canvas.current, numbers, onContext);
}
