import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ResultView } from '../../../src/progress/progress.events.js';
import type { GenerationRequest } from '../api/api.types.js';
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

/** What is wanted, for as long as the settings are those that it was wanted with. */
interface Choice {
  readonly showing: Showing;
  readonly settings: GenerationRequest;
}

/** The picture that an engine draws of a model before a lamp. */
const BACKLIT = 'backlit.png';

/**
 * Chooses between the finished model and the live surface: a model that has just come is shown, and settings that
 * are being changed show what they do. That they have changed is seen by comparing, and by no effect of the change:
 * effects wait for a frame, and where frames come slowly those of signals and those of components change places.
 */
export function useExhibit(jobId: string | null, result: ResultView | undefined): ExhibitHandle {
  const { shape, surface: live } = useStudio();
  const choice = useSignal<Choice>({ showing: 'model', settings: shape.request.peek() });
  const surface = live.surface.value;
  const generationId = result?.generation_id;
  const show = (showing: Showing): void => {
    choice.value = { showing, settings: shape.request.peek() };
  };
  useEffect(() => {
    show('model');
  }, [generationId]);

  const wanted = choice.value.settings === shape.request.value ? choice.value.showing : 'live';
  const choices: Showing[] = [];
  if (surface) choices.push('live');
  if (result) choices.push('model');
  const showing = choices.find((possible) => possible === wanted) ?? choices[0] ?? null;

  const exhibit = useMemo((): Exhibit => {
    if (showing === 'live' && surface) return { kind: 'surface', surface };
    if (showing === 'model' && result && jobId !== null) return modelExhibit(jobId, result);
    return { kind: 'nothing' };
  }, [showing, showing === 'live' ? surface : null, jobId, generationId]);

  const boxMm = showing === 'model' ? result?.report.bounding_box_mm : surface?.facts.boundingBoxMm;
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
