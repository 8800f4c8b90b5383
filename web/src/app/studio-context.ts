import { effect, signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ModelsInfo } from '../api/api.types.js';
import { Draft } from '../bring/draft.js';
import { JobsStore } from '../jobs/jobs-store.js';
import { ShapeSettings } from '../shape/shape-settings.js';
import { LiveSurface } from '../surface/live-surface.js';

/** What the parts of the page share. */
export interface Studio {
  readonly jobs: JobsStore;
  readonly draft: Draft;
  readonly shape: ShapeSettings;
  readonly surface: LiveSurface;
  /** What the server can make; null until it has said so. */
  readonly models: Signal<ModelsInfo | null>;
}

export function createStudio(): Studio {
  const studio: Studio = {
    jobs: new JobsStore(),
    draft: new Draft(),
    shape: new ShapeSettings(),
    surface: new LiveSurface(),
    models: signal<ModelsInfo | null>(null),
  };
  effect(() => {
    followShape(studio);
  });
  return studio;
}

/** The live surface is that of the settings as they stand, checked against the limits of this server. */
function followShape({ models, shape, surface }: Studio): void {
  if (models.value === null) return;
  const { dimensions, engine, options, quality } = shape.request.value;
  const { width = NaN, height = NaN, depth } = dimensions;
  surface.request({
    engine,
    options,
    quality,
    widthMm: width,
    heightMm: height,
    depthMm: depth ?? shape.usualDepthMm,
    isDepthGiven: depth !== undefined,
    maxTriangles: models.value.limits.max_triangles,
  });
}

export const StudioContext = createContext<Studio | null>(null);

/** @throws Error outside the page. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error('A part of the studio was drawn outside of it.');
  return studio;
}
