import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Where one process makes its files: in a directory of its own name, so that any number of processes, on any
 * number of machines, can share the directory around it.
 */
export class WorkDirectories {
  readonly #root: string;
  readonly #ownName = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws ENOENT where the directory around all of them is gone, as with a share that is not mounted */
  async create(label: string): Promise<string> {
    const own = join(this.#root, this.#ownName);
    await mkdir(own).catch(ignore('EEXIST'));
    const path = join(own, `${label}-${randomUUID()}`);
    await mkdir(path);
    return path;
  }

  async remove(path: string): Promise<void> {
    // A process that was just killed may have added a file between the listing and the removal.
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Makes the directory around all of them. */
  async prepare(): Promise<void> {
    await mkdir(this.#root, { recursive: true });
  }

  /** Removes everybody's. */
  async clear(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
    await this.prepare();
  }

  /** Removes those of other processes in which nothing was made since `beforeMs`. */
  async removeStale(beforeMs: number): Promise<void> {
    for (const processName of await namesIn(this.#root)) {
      if (processName === this.#ownName) continue;
      const directory = join(this.#root, processName);
      for (const name of await namesIn(directory)) {
        const path = join(directory, name);
        if (await isOlder(path, beforeMs)) await this.remove(path);
      }
      if (await isOlder(directory, beforeMs)) await rmdir(directory).catch(ignore('ENOTEMPTY', 'ENOENT'));
    }
  }
}

async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(ignore('ENOENT', 'ENOTDIR'))) ?? [];
}

async function isOlder(path: string, thanMs: number): Promise<boolean> {
  const facts = await stat(path).catch(ignore('ENOENT'));
  return facts !== undefined && facts.mtimeMs < thanMs;
}

function ignore(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  };
}
