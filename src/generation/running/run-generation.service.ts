import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { EVENT_BUS, type EventBus } from '../../common/events/event-bus.port.js';
import { DomainError } from '../../common/errors/domain-error.js';
import { ProcessFailure } from '../../common/processes/process.errors.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { runKey } from '../../common/storage/job-keys.js';
import { MetricsService } from '../../common/telemetry/metrics.service.js';
import type { TakenRun } from '../../jobs/job-store.port.js';
import { GENERATION_CANCELLED } from '../../jobs/jobs.events.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { QueueTask } from '../queue/generation-queue.port.js';
import { ActiveRuns, type StopReason } from './active-runs.js';
import { endOfRun } from './end-of-run.js';
import { Heart } from './heart.js';
import { ModelRunner } from './model-runner.service.js';
import { ProgressWriter } from './progress-writer.js';
import { untilStored } from './until-stored.js';
import { adoptPatiently, waitForStore } from './while-store-is-away.js';

/**
 * Runs a generation from the queue task to its end, whichever end that is. Knows no queue and no transport:
 * the embedded queue and any other call the same {@link run}.
 */
@Injectable()
export class RunGenerationService {
  readonly #logger = new Logger(RunGenerationService.name);
  readonly #active = new ActiveRuns();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(EVENT_BUS) bus: EventBus,
    private readonly jobs: JobsService,
    private readonly models: ModelRunner,
    private readonly metrics: MetricsService,
  ) {
    bus.subscribe(GENERATION_CANCELLED, ({ generationId }) => {
      this.#active.stop(generationId, 'cancelled');
    });
  }

  get activeCount(): number {
    return this.#active.count;
  }

  /** Never rejects: whatever happens, the generation ends, waits again, or is left to the reconciler. */
  async run(task: QueueTask): Promise<void> {
    try {
      const taken = await this.jobs.take(task);
      if (taken !== null) await this.#work(taken);
    } catch (error) {
      this.#logger.error({ message: 'A run broke off', ...task, stack: (error as Error).stack });
    }
  }

  /** Stops all runs and puts their generations back into the queue. */
  handBackAll(): void {
    this.#active.stopAll('handed-back');
  }

  async #work(taken: TakenRun): Promise<void> {
    const { run } = taken;
    const stop = this.#active.add(run);
    this.metrics.activeRuns.inc();
    const onFenced = (): void => {
      stop.abort('fenced' satisfies StopReason);
    };
    const heart = new Heart(() => this.jobs.heartbeat(run), onFenced);
    const progress = new ProgressWriter((record) => this.jobs.recordProgress(run, record), onFenced);
    let workDir: string | null = null;
    try {
      workDir = await this.storage.createWorkDir('generation');
      const outputDir = join(workDir, 'model');
      await mkdir(outputDir);
      const result = await this.models.make(taken, { workDir, outputDir }, stop.signal, (event) => {
        progress.push(event);
      });
      await progress.stop();
      await adoptPatiently(this.storage, outputDir, runKey(run), stop.signal);
      // Someone else ended the generation first: what this run made is nobody's.
      const isRecorded = await untilStored(() => this.jobs.complete(run, result));
      if (!isRecorded) await this.storage.remove(runKey(run));
    } catch (error) {
      if (stop.signal.aborted) await progress.stop();
      else await progress.stopStored();
      // First of all give back the room: on a full disk the end could not be recorded otherwise.
      await this.#clear(workDir);
      await this.#end(taken, error, stop.signal);
    } finally {
      // A heart that outlived its run would keep the reconciler from ever finding it dead.
      heart.stop();
      this.#active.remove(run);
      this.metrics.activeRuns.dec();
      await this.#clear(workDir);
    }
  }

  /** What cannot be removed, because the store it lies in is away, is removed with other leftovers. */
  async #clear(workDir: string | null): Promise<void> {
    if (workDir !== null) await this.storage.removeWorkDir(workDir).catch(() => undefined);
  }

  async #end({ run }: TakenRun, error: unknown, signal: AbortSignal): Promise<void> {
    // A run that fails without a store says nothing of the generation.
    const wasStoreAway = await waitForStore(this.storage, signal).catch(() => false);
    if (signal.aborted || wasStoreAway) {
      const isWanted = wasStoreAway || (signal.reason as StopReason) === 'handed-back';
      if (isWanted) await untilStored(() => this.jobs.handBack(run));
      return;
    }
    const failure =
      error instanceof ProcessFailure ? error : new ProcessFailure('rejected', String(error), asData(error));
    const end = endOfRun(failure, {
      timeoutS: this.settings.GENERATION_TIMEOUT_S,
      memoryMb: this.settings.GENERATION_MEMORY_MB,
    });
    this.#logger.warn({ message: 'A run failed', ...run, code: end.failure.code, reason: failure.message });
    const { GENERATION_ATTEMPTS } = this.settings;
    if (end.kind === 'fail') await untilStored(() => this.jobs.fail(run, end.failure));
    else await untilStored(() => this.jobs.lose(run, end.failure, GENERATION_ATTEMPTS));
  }
}

function asData(error: unknown): { message: string; code: string | null; details: Record<string, unknown> } {
  const { code } = error as { code?: unknown };
  const message = error instanceof DomainError ? error.message : String(error);
  return { message, code: typeof code === 'string' ? code : null, details: {} };
}
