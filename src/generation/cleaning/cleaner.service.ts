import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { SETTINGS, type Settings } from '../../common/config/settings.js';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { jobKey, JOBS_KEY, runKey, runsKey } from '../../common/storage/job-keys.js';
import { JOB_STORE, type JobStore } from '../../jobs/job-store.port.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SWEPT_AT_ONCE = 500;
/** Downloads in flight when a job is deleted have this long to finish. */
const DELETED_FILES_STAY_MS = 10 * MINUTE_MS;
/** A result that a newer one has replaced can be had this long. */
const SUPERSEDED_FILES_STAY_MS = 60 * MINUTE_MS;

/** Removes, once a minute, the files that nobody can ask for any more. Each step may fail and be done again. */
@Injectable()
export class CleanerService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(CleanerService.name);
  #timer: NodeJS.Timeout | null = null;
  #isCleaning = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(JOB_STORE) private readonly store: JobStore,
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

  /**
   * Removes files that no record knows: a kill came between the file and its record. Right only at start-up,
   * with the data directory locked and nothing at work.
   */
  async sweep(): Promise<void> {
    const jobIds = await this.storage.list(JOBS_KEY);
    for (let start = 0; start < jobIds.length; start += SWEPT_AT_ONCE) {
      const some = jobIds.slice(start, start + SWEPT_AT_ONCE);
      const known = new Set(await this.store.existingJobs(some));
      for (const jobId of some) {
        if (known.has(jobId)) await this.#sweepRuns(jobId);
        else await this.storage.remove(jobKey(jobId));
      }
    }
  }

  async #sweepRuns(jobId: string): Promise<void> {
    const names = await this.storage.list(runsKey(jobId));
    if (names.length === 0) return;
    const kept = new Set((await this.store.runsWithFiles(jobId)).map(runKey));
    for (const name of names) {
      const key = `${runsKey(jobId)}/${name}`;
      if (!kept.has(key)) await this.storage.remove(key);
    }
  }

  async #tick(): Promise<void> {
    if (this.#isCleaning) return;
    this.#isCleaning = true;
    try {
      await this.clean(Date.now());
    } catch (error) {
      this.#logger.error('Could not clean up', (error as Error).stack);
    } finally {
      this.#isCleaning = false;
    }
  }
}
