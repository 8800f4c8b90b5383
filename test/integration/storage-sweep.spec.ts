import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DirectoryFileStorage } from '../../src/common/storage/directory-file-storage.js';
import { pictureKey, runKey, type RunPlace } from '../../src/common/storage/job-keys.js';
import { StorageSweeper } from '../../src/generation/cleaning/storage-sweeper.service.js';
import type { JobStore, Run } from '../../src/jobs/job-store.port.js';
import { newGeneration, newJob, resultOf } from '../contracts/job-store.builders.js';
import { openSqliteStore } from '../contracts/open-sqlite-store.js';
import { store } from '../support/store-file.js';

const HOUR_MS = 3_600_000;

describe('sweeping a store that others share', () => {
  let directory: string;
  let storage: DirectoryFileStorage;
  let records: JobStore;
  let closeRecords: () => Promise<void>;
  let sweeper: StorageSweeper;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'relievo-sweep-'));
    storage = await DirectoryFileStorage.openShared(directory);
    ({ store: records, close: closeRecords } = await openSqliteStore());
    sweeper = new StorageSweeper(storage, records);
  });

  afterEach(async () => {
    await closeRecords();
    await rm(directory, { recursive: true, force: true });
  });

  /** A job with its picture and a run at work that has stored its model. */
  async function runWithFiles(): Promise<Run> {
    const { job } = await records.createJob(newJob());
    const generation = newGeneration(job.id);
    await records.claim(generation, 10);
    const taken = await records.take({ jobId: job.id, generationId: generation.id });
    await store(storage, pictureKey(job.id), 'bytes');
    await store(storage, modelOf(taken!.run), 'bytes');
    return taken!.run;
  }

  const sweepAfter = (hours: number): Promise<void> => sweeper.sweepShared(Date.now() + hours * HOUR_MS);
  const modelOf = (run: RunPlace): string => `${runKey(run)}/model.stl`;
  const isThere = async (key: string): Promise<boolean> => (await storage.stat(key)) !== null;

  it('should remove the files of a run that lost its place, hours later, and keep those of the run after it', async () => {
    const lost = await runWithFiles();
    await records.lose(lost, { code: 'WORKER_LOST', message: '' }, 2);
    const next = (await records.take(lost))!.run;
    await store(storage, modelOf(next), 'bytes');
    await records.complete(next, resultOf('next'));
    await sweepAfter(5);
    expect(await isThere(modelOf(lost))).toBe(true);
    await sweepAfter(7);

    expect(await isThere(modelOf(lost))).toBe(false);
    expect(await isThere(modelOf(next))).toBe(true);
    expect(await isThere(pictureKey(lost.jobId))).toBe(true);
  });

  it('should keep the files of a run that is at work, however old they look', async () => {
    const atWork = await runWithFiles();
    await sweepAfter(9_000);

    expect(await isThere(modelOf(atWork))).toBe(true);
  });

  it('should remove nothing of jobs that the database does not know, and say how many there are', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const unknown = { jobId: newJob().id, generationId: newJob().id, epoch: 1 };
    await store(storage, pictureKey(unknown.jobId), 'bytes');
    await store(storage, modelOf(unknown), 'bytes');
    await sweepAfter(9_000);

    expect(await isThere(pictureKey(unknown.jobId))).toBe(true);
    expect(await isThere(modelOf(unknown))).toBe(true);
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ count: 1 }));
    warn.mockRestore();
  });

  it('should remove work that was left half-made two days ago, and nothing younger', async () => {
    const others = await DirectoryFileStorage.openShared(directory);
    const [dead, alive] = [await others.createWorkDir('dead'), await others.createWorkDir('alive')];
    const daysAgo = new Date(Date.now() - 49 * HOUR_MS);
    await utimes(dead, daysAgo, daysAgo);
    await sweeper.removeLeftovers(Date.now());

    await expect(readdir(dead)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(alive)).toEqual([]);
  });
});
