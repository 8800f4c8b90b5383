import { serveMethods } from '../../common/processes/serve-methods.js';
import { buildModel, type ModelOutcome, type ModelRequest } from '../../modelling/build-model.js';
import type { ModelStage } from '../../modelling/stages.js';
import { writeArchive } from '../../modelling/write-archive.js';
import { writeFormat } from '../../modelling/write-format.js';
import type { Scenario } from '../start/scenario.js';
import type { ModelEvent, ModelTask } from './model-task.js';
import { playScenario } from './play-scenario.js';

/** The modelling process. Only paths and numbers cross its border; it reads and writes the files itself. */
await serveMethods({ model, writeFormat, writeArchive });

async function model(task: ModelTask, emit: (event: ModelEvent) => void): Promise<ModelOutcome> {
  const { scenario, attempt, ...request } = task;
  return buildModel(request satisfies ModelRequest, {
    onStage: async (stage) => {
      emit({ stage, fraction: 0 });
      if (scenario !== null) await play(scenario, stage, attempt, emit);
    },
    onProgress: (stage, fraction) => {
      emit({ stage, fraction });
    },
  });
}

function play(
  scenario: Scenario,
  stage: ModelStage,
  attempt: number,
  emit: (event: ModelEvent) => void,
): Promise<void> {
  return playScenario(scenario, stage, attempt, (fraction) => {
    emit({ stage, fraction });
  });
}
