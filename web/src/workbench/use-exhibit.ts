import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ResultView } from '../../../src/progress/progress.events.js';
import { downloadUrl } from '../api/files.js';
import { useStudio } from '../app/studio-context.js';
import type { BoxMm } from '../i18n/numbers.js';
import type { Exhibit } from '../stage/exhibit.js';

export type Showing = 'live' | 'model';

export interface ExhibitHandle {
  readonly exhibit: Exhibit;
  readonly boxMm: BoxMm | null;
  /** What can be chosen from: both once a model is finished and its picture can be shaped anew. */
  readonly choices: readonly Showing[];
  readonly showing: Showing | null;
  readonly show: (showing: Showing) => void;
}

/** The picture that an engine draws of a model before a lamp. */
const BACKLIT = 'backlit.png';

/**
 * Chooses between the finished model and the live surface: a model that has just come is shown, and settings that
 * are being changed show what they do.
 */
export function useExhibit(
  jobId: string | null,
  result: ResultView | undefined,
  hasTakenOver: Signal<number>,
): ExhibitHandle {
  const { shape, surface: live } = useStudio();
  const wanted = useSignal<Showing>('model');
  const surface = live.surface.value;
  const generationId = result?.generation_id;

  useSignalEffect(() => {
    // Told of every change of the shape, whatever it is.
    if (shape.request.value.engine !== '') wanted.value = 'live';
  });
  const takenOver = hasTakenOver.value;
  useEffect(() => {
    wanted.value = 'model';
  }, [generationId, takenOver]);

  const choices: Showing[] = [];
  if (surface) choices.push('live');
  if (result) choices.push('model');
  const showing = choices.find((choice) => choice === wanted.value) ?? choices[0] ?? null;

  const exhibit = useMemo((): Exhibit => {
    if (showing === 'live' && surface) return { kind: 'surface', surface };
    if (showing === 'model' && result && jobId !== null) return modelExhibit(jobId, result);
    return { kind: 'nothing' };
  }, [showing, showing === 'live' ? surface : null, jobId, generationId]);

  const boxMm = showing === 'model' ? result?.report.bounding_box_mm : surface?.facts.boundingBoxMm;
  const show = (next: Showing): void => {
    wanted.value = next;
  };
  return { exhibit, boxMm: boxMm ?? null, choices, showing, show };
}

function modelExhibit(jobId: string, { generation_id: generationId, artifacts }: ResultView): Exhibit {
  const urlOf = (name: string): string => downloadUrl(jobId, generationId, name);
  return {
    kind: 'model',
    modelUrl: urlOf('preview.glb'),
    imageUrl: urlOf('thumbnail.png'),
    backlitUrl: artifacts.some(({ name }) => name === BACKLIT) ? urlOf(BACKLIT) : null,
  };
}
