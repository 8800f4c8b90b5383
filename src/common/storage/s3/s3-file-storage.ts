import { createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidSettingError } from '../../config/settings.errors.js';
import type { ByteRange, FileStorage, LinkedFile, StoredFile } from '../file-storage.port.js';
import { storageUnavailable } from '../storage-unavailable.js';
import type { S3Location } from '../storage-url.js';
import { WorkDirectories } from '../work-directories.js';
import { S3Bucket } from './s3-bucket.js';
import { patiently, S3_PATIENCE_DEFAULTS, type S3Patience } from './s3-patience.js';

/** What an installation decides about its store. */
export interface S3StorageOptions {
  /** A directory of this machine for work directories; processes may share it. */
  readonly workRoot: string;
  /** Whether downloads are sent to the store itself. */
  readonly givesLinks: boolean;
  readonly patience?: S3Patience;
}

/** Files in a bucket of a store that speaks S3, below a prefix that one installation has for itself. */
export class S3FileStorage implements FileStorage {
  readonly isShared = true;
  readonly #bucket: S3Bucket;
  readonly #work: WorkDirectories;
  readonly #givesLinks: boolean;
  readonly #patience: S3Patience;

  private constructor(location: S3Location, { workRoot, givesLinks, patience }: S3StorageOptions) {
    this.#patience = patience ?? S3_PATIENCE_DEFAULTS;
    this.#bucket = new S3Bucket(location, this.#patience);
    this.#work = new WorkDirectories(workRoot);
    this.#givesLinks = givesLinks;
  }

  /**
   * Asks the store nothing yet.
   * @throws InvalidSettingError where nothing says which region to sign for
   */
  static async open(location: S3Location, options: S3StorageOptions): Promise<S3FileStorage> {
    const storage = new S3FileStorage(location, options);
    await storage.#bucket.requireRegion().catch(() => {
      throw new InvalidSettingError('STORAGE_URL', 'needs the parameter region, or AWS_REGION to be set');
    });
    await storage.#work.prepare();
    return storage;
  }

  createWorkDir(label: string): Promise<string> {
    return this.#work.create(label);
  }

  removeWorkDir(path: string): Promise<void> {
    return this.#work.remove(path);
  }

  async adopt(localPath: string, key: string, signal?: AbortSignal): Promise<void> {
    const files = await filesOf(localPath);
    const stored: string[] = [];
    try {
      for (const { path, name } of files) {
        const target = posix.join(key, name);
        if ((await this.#tryOften(() => this.#bucket.stat(target), signal)) !== null) continue;
        stored.push(target);
        await this.#tryOften(() => this.#bucket.put(path, target, signal), signal);
      }
      signal?.throwIfAborted();
    } catch (error) {
      // Part of a directory is of no use to anyone; where even this fails, the sweep comes later. A single file
      // is whole if it is there, and another process may have stored it.
      if (files.length > 1) await this.#bucket.delete(stored).catch(() => undefined);
      throw error;
    }
    await this.#work.remove(localPath);
  }

  stat(key: string): Promise<StoredFile | null> {
    return this.#bucket.stat(key);
  }

  open(key: string, range?: ByteRange): Promise<Readable | null> {
    return this.#bucket.get(key, range);
  }

  bringHere(key: string, workDir: string, signal?: AbortSignal): Promise<string | null> {
    const path = join(workDir, basename(key));
    return this.#tryOften(async () => {
      const bytes = await this.#bucket.get(key);
      if (bytes === null) return null;
      await pipeline(blamingTheStore(bytes), createWriteStream(path), { ...(signal && { signal }) });
      return path;
    }, signal);
  }

  async signedUrl(key: string, file: LinkedFile): Promise<string | null> {
    return this.#givesLinks ? this.#bucket.signedUrl(key, file) : null;
  }

  list(prefix: string): AsyncIterable<readonly string[]> {
    return this.#bucket.list(`${prefix}/`);
  }

  async remove(key: string): Promise<void> {
    await this.#bucket.delete([key]);
    for await (const keys of this.list(key)) await this.#bucket.delete(keys);
  }

  async removeLeftovers(beforeMs: number): Promise<void> {
    await this.#work.removeStale(beforeMs);
    await this.#bucket.abortUploads(beforeMs);
  }

  ping(): Promise<boolean> {
    return this.#bucket.ping();
  }

  close(): Promise<void> {
    this.#bucket.close();
    return Promise.resolve();
  }

  #tryOften<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return patiently(this.#patience, work, signal);
  }
}

/** The file itself, without a name; or all files below a directory, named from there. */
async function filesOf(path: string): Promise<{ path: string; name: string }[]> {
  if ((await stat(path)).isFile()) return [{ path, name: '' }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, name: relative(path, file).split(sep).join('/') }));
}

/** Tells an answer that breaks off, which another try may mend, from a full disk of our own. */
async function* blamingTheStore(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of bytes) yield chunk as Buffer;
  } catch (error) {
    throw storageUnavailable(error);
  }
}
