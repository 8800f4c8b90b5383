import type { Stage } from './progress.events.js';

/** The English sentence for each stage. */
export const STEPS: Record<Stage, string> = {
  uploaded: 'Picture uploaded; no model has been asked for yet',
  queued: 'Waiting for a free worker',
  decoding: 'Reading the picture',
  shaping: 'Shaping the surface',
  meshing: 'Building the mesh',
  checking: 'Checking that it prints',
  writing: 'Writing the files',
  completed: 'Your model is ready',
};

export function isStage(value: string): value is Stage {
  return Object.hasOwn(STEPS, value);
}
