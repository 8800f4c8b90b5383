import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange, FileStorage, StoredFile } from './file-storage.port.js';
import { storageUnavailable } from './storage-unavailable.js';
import { WorkDirectories } from './work-directories.js';

const PAGE_SIZE = 1000;
/** What a share answers whose server is away, or which is not mounted. */
const AWAY = ['EIO', 'ENOTCONN', 'ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH', 'ESTALE'];
/** The last one: another machine removed the file while this one still remembered it. */
const MISSING = ['ENOENT', 'ENOTDIR', 'ESTALE'];
/** A directory cannot be flushed on some file systems of networks: there the server does it. */
const UNFLUSHABLE = ['EINVAL', 'ENOTSUP', 'EBADF'];

/**
 * Files in one directory, of this machine or a share of several. Work directories lie beside them, so that
 * adopting is one rename.
 */
export class DirectoryFileStorage implements FileStorage {
  readonly #files: string;
  readonly #work: WorkDirectories;

  private constructor(
    directory: string,
    readonly isShared: boolean,
  ) {
    this.#files = join(directory, 'files');
    this.#work = new WorkDirectories(join(directory, 'work'));
  }

  /** One that this process alone uses, and holds locked: what a killed process left half-made is cleared. */
  static async openOwn(directory: string): Promise<DirectoryFileStorage> {
    const storage = new DirectoryFileStorage(directory, false);
    await storage.#work.clear();
    await mkdir(storage.#files, { recursive: true });
    return storage;
  }

  /**
   * One that other processes use as well. Nothing of theirs is touched.
   * @throws ENOENT where the directory is missing: making it would hide that a share is not mounted
   */
  static async openShared(directory: string): Promise<DirectoryFileStorage> {
    const storage = new DirectoryFileStorage(directory, true);
    await stat(directory);
    await storage.#work.prepare();
    await mkdir(storage.#files, { recursive: true });
    return storage;
  }

  async createWorkDir(label: string): Promise<string> {
    return this.#reach(() => this.#work.create(label), [...AWAY, 'ENOENT']);
  }

  removeWorkDir(path: string): Promise<void> {
    return this.#work.remove(path);
  }

  async adopt(localPath: string, key: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const target = join(this.#files, key);
    await this.#reach(async () => {
      await flush(localPath);
      await mkdir(dirname(target), { recursive: true });
      try {
        await rename(localPath, target);
      } catch (error) {
        if (!hasCode(error, ['ENOTEMPTY', 'EEXIST'])) throw error;
        // A rename onto a directory that holds files is refused; a file is replaced by its equal.
        await rm(localPath, { recursive: true, force: true });
      }
      await flushDirectories(dirname(target), this.#files);
    });
  }

  async stat(key: string): Promise<StoredFile | null> {
    const localPath = join(this.#files, key);
    const facts = await this.#find(() => stat(localPath));
    if (facts?.isFile() !== true) return null;
    // A rename leaves the time of the last write as it was, and sets this one.
    return { key, sizeBytes: facts.size, changedAtMs: Math.max(facts.mtimeMs, facts.ctimeMs), localPath };
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    const handle = await this.#find(() => open(join(this.#files, key), 'r'));
    return handle?.createReadStream({ ...range }) ?? null;
  }

  async bringHere(key: string): Promise<string | null> {
    return (await this.stat(key))?.localPath ?? null;
  }

  signedUrl(): Promise<null> {
    return Promise.resolve(null);
  }

  async *list(prefix: string): AsyncGenerator<readonly string[]> {
    let page: string[] = [];
    for await (const key of this.#keysBelow(prefix)) {
      page.push(key);
      if (page.length < PAGE_SIZE) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }

  async *#keysBelow(prefix: string): AsyncGenerator<string> {
    const entries = await this.#find(() => readdir(join(this.#files, prefix), { withFileTypes: true }));
    for (const entry of entries ?? []) {
      const key = posix.join(prefix, entry.name);
      if (entry.isDirectory()) yield* this.#keysBelow(key);
      else yield key;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#reach(() => rm(join(this.#files, key), { recursive: true, force: true, maxRetries: 3 }));
  }

  removeLeftovers(beforeMs: number): Promise<void> {
    return this.#reach(() => this.#work.removeStale(beforeMs));
  }

  async ping(): Promise<boolean> {
    return stat(this.#files).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Undefined where there is nothing, provided that the store itself is there. */
  async #find<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#reach(
        look,
        AWAY.filter((code) => !MISSING.includes(code)),
      );
    } catch (error) {
      if (!hasCode(error, MISSING)) throw error;
      if (this.isShared && !(await this.ping())) throw storageUnavailable(error);
      return undefined;
    }
  }

  async #reach<T>(work: () => Promise<T>, away: readonly string[] = AWAY): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.isShared && hasCode(error, away) ? storageUnavailable(error) : error;
    }
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

/** A rename survives a power cut only once the directories that name it are flushed. */
async function flushDirectories(from: string, upTo: string): Promise<void> {
  for (let path = from; path.startsWith(upTo); path = dirname(path)) await flush(path);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, UNFLUSHABLE)) throw error;
  } finally {
    await handle.close();
  }
}
