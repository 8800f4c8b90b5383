import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryFileStorage } from '../../src/common/storage/directory-file-storage.js';
import { describeFileStorage } from './file-storage.contract.js';

async function newDirectory(): Promise<{ directory: string; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-files-'));
  return { directory, close: () => rm(directory, { recursive: true, force: true }) };
}

describeFileStorage('A directory of its own', async () => {
  const { directory, close } = await newDirectory();
  return { storage: await DirectoryFileStorage.openOwn(directory), close };
});

describeFileStorage('A shared directory', async () => {
  const { directory, close } = await newDirectory();
  return { storage: await DirectoryFileStorage.openShared(directory), close };
});

describe('A shared directory', () => {
  let directory: string;
  let close: () => Promise<void>;
  let storage: DirectoryFileStorage;

  beforeEach(async () => {
    ({ directory, close } = await newDirectory());
    storage = await DirectoryFileStorage.openShared(directory);
  });

  afterEach(() => close());

  it('should let another process begin without touching what is being made', async () => {
    const workDir = await storage.createWorkDir('test');
    await writeFile(join(workDir, 'model'), 'half');
    const other = await DirectoryFileStorage.openShared(directory);
    expect(await readdir(workDir)).toEqual(['model']);
    await storage.adopt(join(workDir, 'model'), 'jobs/a/model');
    expect(await other.stat('jobs/a/model')).toMatchObject({ sizeBytes: 4 });
  });

  it("should remove only others' work directories that nobody touched for long", async () => {
    const other = await DirectoryFileStorage.openShared(directory);
    const [mine, dead, alive] = [
      await storage.createWorkDir('mine'),
      await other.createWorkDir('dead'),
      await other.createWorkDir('alive'),
    ];
    const longAgo = new Date(Date.now() - 100_000);
    for (const path of [mine, dead]) await utimes(path, longAgo, longAgo);
    await storage.removeLeftovers(Date.now() - 50_000);
    await expect(readdir(dead)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(mine)).toEqual([]);
    expect(await readdir(alive)).toEqual([]);
  });

  it('should say that the share is away instead of denying its files', async () => {
    const workDir = await storage.createWorkDir('test');
    await writeFile(join(workDir, 'model'), '1');
    await storage.adopt(workDir, 'jobs/a');
    await rename(directory, `${directory}-away`);
    await mkdir(directory);
    try {
      const unavailable = { code: 'STORAGE_UNAVAILABLE' };
      expect(await storage.ping()).toBe(false);
      await expect(storage.stat('jobs/a/model')).rejects.toMatchObject(unavailable);
      await expect(storage.open('jobs/a/model')).rejects.toMatchObject(unavailable);
      await expect(storage.createWorkDir('test')).rejects.toMatchObject(unavailable);
    } finally {
      await rm(directory, { recursive: true });
      await rename(`${directory}-away`, directory);
    }
    expect(await storage.stat('jobs/a/model')).toMatchObject({ sizeBytes: 1 });
  });

  it('should not be made where its directory is missing', async () => {
    await expect(DirectoryFileStorage.openShared(join(directory, 'none'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
