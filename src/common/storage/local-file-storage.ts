import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStorage } from './file-storage.port.js';

/** Files in one directory of this machine; work directories lie beside them, so that adopting is one rename. */
export class LocalFileStorage implements FileStorage {
  readonly #files: string;
  readonly #work: string;

  constructor(dataDir: string) {
    this.#files = join(dataDir, 'files');
    this.#work = join(dataDir, 'work');
  }

  /** Makes the directories, and clears what a killed process left half-made. Call with the directory locked. */
  async prepare(): Promise<void> {
    await rm(this.#work, { recursive: true, force: true });
    await mkdir(this.#work, { recursive: true });
    await mkdir(this.#files, { recursive: true });
  }

  async createWorkDir(label: string): Promise<string> {
    const path = join(this.#work, `${label}-${randomUUID()}`);
    await mkdir(path, { recursive: true });
    return path;
  }

  async removeWorkDir(path: string): Promise<void> {
    // A process that was just killed may have added a file between the listing and the removal.
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }

  async adopt(localPath: string, key: string): Promise<void> {
    const target = join(this.#files, key);
    await flush(localPath);
    await mkdir(dirname(target), { recursive: true });
    try {
      await rename(localPath, target);
    } catch (error) {
      if (!isOccupied(error)) throw error;
      await rm(localPath, { recursive: true, force: true });
    }
    await flushDirectories(dirname(target), this.#files);
  }

  async localPath(key: string): Promise<string | null> {
    const path = join(this.#files, key);
    try {
      await access(path);
      return path;
    } catch {
      return null;
    }
  }

  async list(prefix: string): Promise<string[]> {
    try {
      return (await readdir(join(this.#files, prefix))).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.#files, key), { recursive: true, force: true });
  }
}

/** A rename onto a directory that holds files is refused; a file is replaced by its equal. */
function isOccupied(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** A rename survives a power cut only once the directories that name it are flushed. */
async function flushDirectories(from: string, upTo: string): Promise<void> {
  for (let path = from; path.startsWith(upTo); path = dirname(path)) await flush(path);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
