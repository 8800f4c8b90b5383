import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { pictureKey } from '../../common/storage/job-keys.js';
import { MetricsService } from '../../common/telemetry/metrics.service.js';
import type { GenerationRequest, ResultRecord, TakenRun } from '../../jobs/job-store.port.js';
import type { ModelOutcome } from '../../modelling/build-model.js';
import type { ShapeRequest } from '../../modelling/engines/engine.js';
import type { FormatName } from '../../modelling/formats/model-formats.js';
import { contentTypeOf } from '../formats/content-types.js';
import { parseScenario } from '../start/scenario.js';
import type { ModelEvent, ModelTask } from './model-task.js';
import { ModelProcesses } from './model-processes.service.js';

/** Has a model made in a child process. */
@Injectable()
export class ModelRunner {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly processes: ModelProcesses,
    private readonly metrics: MetricsService,
  ) {}

  /**
   * Makes the model of a taken generation; all its files are in `outputDir` and durable on return.
   * @param workDir for what has to be brought to this machine
   * @throws ProcessFailure, DomainError STORAGE_UNAVAILABLE
   */
  async make(
    { run, generation }: TakenRun,
    { workDir, outputDir }: { workDir: string; outputDir: string },
    signal: AbortSignal,
    onEvent: (event: ModelEvent) => void,
  ): Promise<ResultRecord> {
    const picturePath = await this.storage.bringHere(pictureKey(run.jobId), workDir, signal);
    if (picturePath === null) throw new Error('The picture of the job is gone');
    const { request } = generation;
    const task: ModelTask = {
      ...toShape(request),
      picturePath,
      outputDir,
      formats: request.formats as FormatName[],
      maxTriangles: this.settings.MAX_TRIANGLES,
      // A scenario stored by a test server plays no more once the server serves in earnest.
      scenario: this.settings.TEST_MODE ? parseScenario(request.scenario ?? '') : null,
      attempt: generation.attemptCount,
    };
    const stopClock = this.metrics.generationSeconds.startTimer({ engine: request.engine });
    const { artifacts, report } = await this.processes.pool.run<ModelOutcome, ModelEvent>('model', task, {
      timeoutMs: this.settings.GENERATION_TIMEOUT_S * 1000,
      signal,
      onEvent,
    });
    stopClock();
    return {
      artifacts: artifacts.map(({ name, sizeBytes }) => ({
        name,
        contentType: contentTypeOf(name),
        sizeBytes,
      })),
      report,
    };
  }
}

/** Engine and options were checked against the core's own tables before the request was stored. */
function toShape({ engine, dimensions, quality, options }: GenerationRequest): ShapeRequest {
  return { engine, ...dimensions, quality, options } as ShapeRequest;
}
