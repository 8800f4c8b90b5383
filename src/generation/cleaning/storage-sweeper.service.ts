import { Inject, Injectable, Logger } from '@nestjs/common';
import { FILE_STORAGE, type FileStorage } from '../../common/storage/file-storage.port.js';
import { jobKey, JOBS_KEY, ownerOf, runKey, type RunPlace } from '../../common/storage/job-keys.js';
import { JOB_STORE, type JobStore } from '../../jobs/job-store.port.js';

const HOUR_MS = 3_600_000;
/** A run ends within seconds of its files being stored. */
const RUN_IS_OVER_AFTER_MS = 6 * HOUR_MS;
/** Longer than the longest run that `GENERATION_TIMEOUT_S` allows. */
const WORK_IS_DEAD_AFTER_MS = 48 * HOUR_MS;

/** Removes files that no record knows: a kill came between the file and its record. */
@Injectable()
export class StorageSweeper {
  readonly #logger = new Logger(StorageSweeper.name);

  constructor(
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(JOB_STORE) private readonly store: JobStore,
  ) {}

  /** For a store that is this process's own, while nothing is at work: whatever has no record goes. */
  async sweepOwn(): Promise<void> {
    for await (const { strangers, orphans } of this.#withoutRecord()) {
      for (const jobId of strangers) await this.storage.remove(jobKey(jobId));
      for (const run of orphans) await this.storage.remove(runKey(run));
    }
  }

  /**
   * For a store that others share, while they work: runs of known jobs go that are over for hours. Files of
   * unknown jobs are counted and stay: with a wrong database they would be everything there is.
   */
  async sweepShared(nowMs: number): Promise<void> {
    const strangers = new Set<string>();
    for await (const found of this.#withoutRecord()) {
      for (const jobId of found.strangers) strangers.add(jobId);
      for (const run of found.orphans) {
        if (await this.#isOver(run, found.keysOf(run), nowMs)) await this.storage.remove(runKey(run));
      }
    }
    if (strangers.size > 0) {
      this.#logger.warn({ message: 'Files of jobs that the database does not know', count: strangers.size });
    }
  }

  /** Removes what killed processes left half-made, in the store and on this machine. */
  async removeLeftovers(nowMs: number): Promise<void> {
    await this.storage.removeLeftovers(nowMs - WORK_IS_DEAD_AFTER_MS);
  }

  /** Page by page: jobs without a record, and runs of recorded jobs without one. */
  async *#withoutRecord(): AsyncGenerator<Unrecorded> {
    for await (const keys of this.storage.list(JOBS_KEY)) {
      const runsOfJobs = groupByJob(keys);
      const known = new Set(await this.store.existingJobs([...runsOfJobs.keys()]));
      const strangers = [...runsOfJobs.keys()].filter((jobId) => !known.has(jobId));
      const orphans: RunPlace[] = [];
      for (const [jobId, runs] of runsOfJobs) {
        if (!known.has(jobId) || runs.size === 0) continue;
        const kept = new Set((await this.store.runsWithFiles(jobId)).map(runKey));
        for (const [key, run] of runs) if (!kept.has(key)) orphans.push(run);
      }
      yield {
        strangers,
        orphans,
        keysOf: (run) => keys.filter((key) => key.startsWith(`${runKey(run)}/`)),
      };
    }
  }

  /** Whatever the clocks say, the files of a run that is still at work stay. */
  async #isOver(run: RunPlace, keys: readonly string[], nowMs: number): Promise<boolean> {
    for (const key of keys) {
      const file = await this.storage.stat(key);
      if (file !== null && file.changedAtMs > nowMs - RUN_IS_OVER_AFTER_MS) return false;
    }
    const generation = await this.store.findGeneration(run.jobId, run.generationId);
    return generation?.state !== 'processing' || generation.epoch !== run.epoch;
  }
}

interface Unrecorded {
  readonly strangers: readonly string[];
  readonly orphans: readonly RunPlace[];
  readonly keysOf: (run: RunPlace) => string[];
}

/** The runs of each job that has files, by their keys. */
function groupByJob(keys: readonly string[]): Map<string, Map<string, RunPlace>> {
  const jobs = new Map<string, Map<string, RunPlace>>();
  for (const key of keys) {
    const owner = ownerOf(key);
    if (owner === null) continue;
    const runs = jobs.get(owner.jobId) ?? new Map<string, RunPlace>();
    if (owner.run !== null) runs.set(runKey(owner.run), owner.run);
    jobs.set(owner.jobId, runs);
  }
  return jobs;
}
