import type { Engine } from './engine.js';
import type { EngineName } from './engine-names.js';
import { EXTRUSION_ENGINE } from './extrusion/extrusion.engine.js';
import { INFLATION_ENGINE } from './inflation/inflation.engine.js';
import { LITHOPHANE_ENGINE } from './lithophane/lithophane.engine.js';
import { RELIEF_ENGINE } from './relief/relief.engine.js';

export { ENGINE_NAMES, type EngineName } from './engine-names.js';

/** Every engine by its name; an engine that is not here does not exist for any part of the service. */
export const ENGINES: Record<EngineName, Engine> = {
  relief: RELIEF_ENGINE,
  lithophane: LITHOPHANE_ENGINE,
  extrusion: EXTRUSION_ENGINE,
  inflation: INFLATION_ENGINE,
};
