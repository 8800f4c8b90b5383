import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ByteRange, FileStorage } from '../../src/common/storage/file-storage.port.js';
import { store } from '../support/store-file.js';

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

    async function adoptText(key: string, content: string): Promise<void> {
      const workDir = await storage.createWorkDir('test');
      const path = join(workDir, 'file');
      await writeFile(path, content);
      await storage.adopt(path, key);
      await storage.removeWorkDir(workDir);
    }

    async function readText(key: string, range?: ByteRange): Promise<string | null> {
      const bytes = await storage.open(key, range);
      return bytes === null ? null : text(bytes);
    }

    async function keysBelow(prefix: string): Promise<string[]> {
      const keys: string[] = [];
      for await (const page of storage.list(prefix)) keys.push(...page);
      return keys.sort();
    }

    it('should give a file back under its key, whole and in parts', async () => {
      await adoptText('jobs/a/model.stl', 'all the bytes');
      expect(await readText('jobs/a/model.stl')).toBe('all the bytes');
      expect(await readText('jobs/a/model.stl', { start: 4, end: 6 })).toBe('the');
      expect(await readText('jobs/a/model.stl', { start: 0, end: 12 })).toBe('all the bytes');
    });

    it('should know the size of a file, and when it came', async () => {
      const beforeMs = Date.now();
      await adoptText('jobs/a/model.stl', 'bytes');
      const file = await storage.stat('jobs/a/model.stl');
      expect(file).toMatchObject({ key: 'jobs/a/model.stl', sizeBytes: 5 });
      // Stores keep whole seconds.
      expect(file!.changedAtMs).toBeGreaterThan(beforeMs - 2_000);
      expect(file!.changedAtMs).toBeLessThan(Date.now() + 2_000);
    });

    it('should keep an empty file', async () => {
      await adoptText('jobs/a/empty', '');
      expect(await storage.stat('jobs/a/empty')).toMatchObject({ sizeBytes: 0 });
      expect(await readText('jobs/a/empty')).toBe('');
    });

    it('should adopt a directory with all that is in it', async () => {
      const workDir = await storage.createWorkDir('test');
      await mkdir(join(workDir, 'out', 'deep'), { recursive: true });
      await writeFile(join(workDir, 'out', 'one'), '1');
      await writeFile(join(workDir, 'out', 'deep', 'two'), '2');
      await storage.adopt(join(workDir, 'out'), 'jobs/b/run');
      expect(await keysBelow('jobs/b/run')).toEqual(['jobs/b/run/deep/two', 'jobs/b/run/one']);
      expect(await readText('jobs/b/run/deep/two')).toBe('2');
    });

    it('should know nothing of what was never adopted', async () => {
      expect(await storage.stat('jobs/none')).toBeNull();
      expect(await storage.open('jobs/none')).toBeNull();
      expect(await keysBelow('jobs/none')).toEqual([]);
      await expect(storage.remove('jobs/none')).resolves.toBeUndefined();
      const workDir = await storage.createWorkDir('test');
      expect(await storage.bringHere('jobs/none', workDir)).toBeNull();
    });

    it('should see files only, and only under their own keys', async () => {
      await adoptText('jobs/a/deep/one', '1');
      expect(await storage.stat('jobs/a/deep')).toBeNull();
      expect(await storage.stat('jobs/a/deep/on')).toBeNull();
    });

    it('should take an equal file or directory a second time without harm', async () => {
      for (let round = 0; round < 2; round++) {
        const workDir = await storage.createWorkDir('test');
        await writeFile(join(workDir, 'one'), 'same');
        await storage.adopt(workDir, 'jobs/c/run');
        await adoptText('jobs/c/run/added', 'same too');
      }
      expect(await readText('jobs/c/run/one')).toBe('same');
      expect(await readText('jobs/c/run/added')).toBe('same too');
    });

    it('should take the same file from several at once', async () => {
      await Promise.all(Array.from({ length: 4 }, () => adoptText('jobs/c/model.obj', 'same')));
      expect(await readText('jobs/c/model.obj')).toBe('same');
    });

    it('should store nothing once the caller has given up', async () => {
      const workDir = await storage.createWorkDir('test');
      await writeFile(join(workDir, 'one'), '1');
      const reason = new Error('cancelled');
      await expect(storage.adopt(workDir, 'jobs/g/run', AbortSignal.abort(reason))).rejects.toBe(reason);
      expect(await keysBelow('jobs/g')).toEqual([]);
    });

    it('should bring a file to where a child process reads it, and leave the stored one alone', async () => {
      await adoptText('jobs/e/mesh.bin', 'triangles');
      const workDir = await storage.createWorkDir('test');
      const path = await storage.bringHere('jobs/e/mesh.bin', workDir);
      expect(path).toMatch(/\/mesh\.bin$/);
      expect(await readFile(path!, 'utf8')).toBe('triangles');
      await storage.removeWorkDir(workDir);
      expect(await readText('jobs/e/mesh.bin')).toBe('triangles');
    });

    it('should list all files below a prefix, and none beside it', async () => {
      for (const key of ['jobs/f/1', 'jobs/f/runs/2', 'jobs/ff/3', 'other/4']) await adoptText(key, key);
      expect(await keysBelow('jobs/f')).toEqual(['jobs/f/1', 'jobs/f/runs/2']);
      expect(await keysBelow('jobs')).toEqual(['jobs/f/1', 'jobs/f/runs/2', 'jobs/ff/3']);
    });

    it('should remove a key with all below it, and nothing beside it', async () => {
      await adoptText('jobs/d/one', '1');
      await adoptText('jobs/d/deep/two', '2');
      await adoptText('jobs/dd/three', '3');
      await storage.remove('jobs/d');
      expect(await keysBelow('jobs')).toEqual(['jobs/dd/three']);
      await storage.remove('jobs/dd/three');
      expect(await keysBelow('jobs')).toEqual([]);
    });

    it('should keep work directories apart and remove them whole', async () => {
      const [one, two] = await Promise.all([storage.createWorkDir('same'), storage.createWorkDir('same')]);
      expect(one).not.toBe(two);
      await writeFile(join(one, 'file'), '1');
      await storage.removeWorkDir(one);
      await expect(readFile(join(one, 'file'))).rejects.toMatchObject({ code: 'ENOENT' });
      await storage.removeWorkDir(one);
    });

    it('should say that it can be reached, empty and with files', async () => {
      expect(await storage.ping()).toBe(true);
      for (const key of ['jobs/one', 'jobs/two', 'jobs/three']) await store(storage, key, Buffer.from(key));
      expect(await storage.ping()).toBe(true);
    });
  });
}
