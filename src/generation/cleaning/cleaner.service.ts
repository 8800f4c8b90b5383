import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { jobKey, runKey } from '../../common/storage/job-keys.js';
import { JOB_STORE, type JobStore } from '../../jobs/job-store.port.js';
import { LEADERSHIP, type Leadership } from '../../jobs/reconcile/leadership.port.js';
import { StorageSweeper } from './storage-sweeper.service.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SWEEP_EVERY_MS = 6 * 60 * MINUTE_MS;
/** Downloads in flight when a job is deleted have this long to finish. */
const DELETED_FILES_STAY_MS = 10 * MINUTE_MS;
/** A result that a newer one has replaced can be had this long. */
const SUPERSEDED_FILES_STAY_MS = 60 * MINUTE_MS;

/**
 * Removes, once a minute, the files that nobody can ask for any more. Each step may fail and be done again. Of
 * several processes one does it, for thrift; but each looks after what was left on its own machine.
 */
@Injectable()
export class CleanerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(CleanerService.name);
  #timer: NodeJS.Timeout | null = null;
  #isCleaning = false;
  #sweptAtMs = -Infinity;
  #tidiedAtMs = -Infinity;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(JOB_STORE) private readonly store: JobStore,
    @Inject(LEADERSHIP) private readonly leadership: Leadership,
    private readonly sweeper: StorageSweeper,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#tick(), MINUTE_MS).unref();
  }

  onModuleDestroy(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** One round, as of `nowMs` of the wall clock. */
  async clean(nowMs: number): Promise<void> {
    if (this.settings.RETENTION_DAYS > 0) {
      const idleSince = nowMs - this.settings.RETENTION_DAYS * DAY_MS;
      for (const jobId of await this.store.idleJobs(idleSince)) await this.store.delete(jobId);
    }
    for (const jobId of await this.store.deletedJobs(nowMs - DELETED_FILES_STAY_MS)) {
      await this.storage.remove(jobKey(jobId));
      await this.store.forget(jobId);
    }
    for (const run of await this.store.supersededRuns(nowMs - SUPERSEDED_FILES_STAY_MS)) {
      await this.storage.remove(runKey(run));
      await this.store.forgetFiles(run);
    }
  }

  async #tick(): Promise<void> {
    if (this.#isCleaning) return;
    this.#isCleaning = true;
    try {
      if (this.leadership.term !== null) await this.clean(Date.now());
      if (this.storage.isShared) await this.#tidyShared(performance.now());
    } catch (error) {
      this.#logger.error('Could not clean up', (error as Error).stack);
    } finally {
      this.#isCleaning = false;
    }
  }

  /** A store that is this process's own was swept at the start, when nothing was at work. */
  async #tidyShared(uptimeMs: number): Promise<void> {
    if (uptimeMs - this.#tidiedAtMs >= SWEEP_EVERY_MS) {
      this.#tidiedAtMs = uptimeMs;
      await this.sweeper.removeLeftovers(Date.now());
    }
    if (this.leadership.term !== null && uptimeMs - this.#sweptAtMs >= SWEEP_EVERY_MS) {
      this.#sweptAtMs = uptimeMs;
      await this.sweeper.sweepShared(Date.now());
    }
  }
}
