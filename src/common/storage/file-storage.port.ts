/**
 * Where pictures and models are kept. Keys are relative, slash-separated paths made by us, never by a caller.
 * What has been adopted is durable, and is seen whole or not at all.
 */
export interface FileStorage {
  /** A fresh private directory of this machine, for files that are still being made. */
  createWorkDir(label: string): Promise<string>;
  /** Removes a work directory with all in it; harmless where there is none. */
  removeWorkDir(path: string): Promise<void>;
  /**
   * Moves a finished file, or a directory of finished files, to `key`. The caller has flushed the files' bytes.
   * Replaces nothing: if `key` exists already the offered file is dropped, for equal keys mean equal bytes.
   */
  adopt(localPath: string, key: string): Promise<void>;
  /** A path of this machine where the file can be read, or null where nothing is stored under `key`. */
  localPath(key: string): Promise<string | null>;
  /** The names directly below `prefix`; empty where there is nothing. */
  list(prefix: string): Promise<string[]>;
  /** Removes `key` and everything below it; harmless where there is nothing. */
  remove(key: string): Promise<void>;
}

/** Injection token of {@link FileStorage}. */
export const FILE_STORAGE = Symbol('FileStorage');
