import type { ModelRequest } from '../../modelling/build-model.js';
import type { ModelStage } from '../../modelling/stages.js';
import type { Scenario } from '../start/scenario.js';

/** What a modelling process is asked to do. */
export interface ModelTask extends ModelRequest {
  /** Test mode only. */
  readonly scenario: Scenario | null;
  /** 1 for the first run of the generation. */
  readonly attempt: number;
}

/** How far it is. */
export interface ModelEvent {
  readonly stage: ModelStage;
  /** Share of the stage, 0…1. */
  readonly fraction: number;
}
