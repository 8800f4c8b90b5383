import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStorage } from '../../src/common/storage/file-storage.port.js';

/** What every {@link FileStorage} keeps to. */
export function describeFileStorage(
  name: string,
  open: () => Promise<{ storage: FileStorage; close: () => Promise<void> }>,
): void {
  describe(`${name} as a FileStorage`, () => {
    let storage: FileStorage;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ storage, close } = await open());
    });

    afterEach(async () => {
      await close();
    });

    async function adoptText(key: string, text: string): Promise<void> {
      const workDir = await storage.createWorkDir('test');
      const path = join(workDir, 'file');
      await writeFile(path, text);
      await storage.adopt(path, key);
      await storage.removeWorkDir(workDir);
    }

    async function readText(key: string): Promise<string | null> {
      const path = await storage.localPath(key);
      return path === null ? null : readFile(path, 'utf8');
    }

    it('should give a file back under its key', async () => {
      await adoptText('jobs/a/model.stl', 'bytes');
      expect(await readText('jobs/a/model.stl')).toBe('bytes');
    });

    it('should adopt a directory with all that is in it', async () => {
      const workDir = await storage.createWorkDir('test');
      await mkdir(join(workDir, 'out'));
      await writeFile(join(workDir, 'out', 'one'), '1');
      await writeFile(join(workDir, 'out', 'two'), '2');
      await storage.adopt(join(workDir, 'out'), 'jobs/b/run');
      expect(await storage.list('jobs/b/run')).toEqual(['one', 'two']);
      expect(await readText('jobs/b/run/two')).toBe('2');
    });

    it('should know nothing of what was never adopted', async () => {
      expect(await storage.localPath('jobs/none')).toBeNull();
      expect(await storage.list('jobs/none')).toEqual([]);
      await expect(storage.remove('jobs/none')).resolves.toBeUndefined();
    });

    it('should take an equal directory a second time without harm', async () => {
      for (let round = 0; round < 2; round++) {
        const workDir = await storage.createWorkDir('test');
        await writeFile(join(workDir, 'one'), 'same');
        await storage.adopt(workDir, 'jobs/c/run');
      }
      expect(await readText('jobs/c/run/one')).toBe('same');
    });

    it('should remove a key with all below it, and nothing beside it', async () => {
      await adoptText('jobs/d/one', '1');
      await adoptText('jobs/d/deep/two', '2');
      await adoptText('jobs/dd/three', '3');
      await storage.remove('jobs/d');
      expect(await storage.localPath('jobs/d/one')).toBeNull();
      expect(await storage.localPath('jobs/d/deep/two')).toBeNull();
      expect(await readText('jobs/dd/three')).toBe('3');
    });

    it('should keep work directories apart and remove them whole', async () => {
      const [one, two] = await Promise.all([storage.createWorkDir('same'), storage.createWorkDir('same')]);
      expect(one).not.toBe(two);
      await writeFile(join(one, 'file'), '1');
      await storage.removeWorkDir(one);
      await expect(readFile(join(one, 'file'))).rejects.toMatchObject({ code: 'ENOENT' });
      await storage.removeWorkDir(one);
    });
  });
}
