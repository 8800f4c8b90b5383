import type { Readable } from 'node:stream';

/** A file that is stored. */
export interface StoredFile {
  readonly key: string;
  readonly sizeBytes: number;
  /** When it came to its place, by the store's clock. */
  readonly changedAtMs: number;
  /** Where this machine reads it without a copy; null where the store lies elsewhere. Never to be written to. */
  readonly localPath: string | null;
}

/** Bytes of a file, from `start` to `end`, both among them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a link is for: the method it is good for, and the headers that the file comes with. */
export interface LinkedFile {
  readonly method: 'GET' | 'HEAD';
  readonly contentType: string;
  readonly disposition: string;
}

/**
 * Where pictures and models are kept. Keys are relative, slash-separated paths made by us, never by a caller.
 *
 * A file is durable once it is adopted, and is seen whole or not at all. So is a directory of files, for a store
 * without directories by one more promise on our side: the record that names it is written only after it has
 * been adopted, and before that nobody reads below its key. Equal keys mean equal bytes; nothing is ever changed.
 *
 * Every method throws DomainError STORAGE_UNAVAILABLE where the store cannot be reached: {@link stat},
 * {@link open} and {@link signedUrl}, for which a request waits, within two seconds; the others after some tries.
 */
export interface FileStorage {
  /** Whether other processes may be at work in the same store: what this one does not know may be theirs. */
  readonly isShared: boolean;

  /** A fresh private directory of this machine, for files that are still being made. */
  createWorkDir(label: string): Promise<string>;
  /** Removes a work directory with all in it; harmless where there is none. */
  removeWorkDir(path: string): Promise<void>;
  /**
   * Stores a finished file, or a directory of finished files, of a work directory as `key`, and may take it
   * away from there. The caller has flushed the files' bytes. Replaces nothing: if `key` exists already the
   * offered file is dropped. What fails or is stopped by `signal` leaves nothing behind.
   */
  adopt(localPath: string, key: string, signal?: AbortSignal): Promise<void>;

  /** What is known of a file; null where no file is stored under `key`. */
  stat(key: string): Promise<StoredFile | null>;
  /** The bytes of a file, or of a part that lies within it; null where there is none. Destroy what is not read to its end. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /**
   * A path of this machine where a child process can read the file, under the last part of its key: the stored
   * file itself, or a copy in `workDir`. Null where there is none.
   */
  bringHere(key: string, workDir: string, signal?: AbortSignal): Promise<string | null>;
  /** A link by which anyone can have the file from the store itself, for a short time; null where the store gives none. */
  signedUrl(key: string, file: LinkedFile): Promise<string | null>;

  /** The keys of all files below `prefix`, page by page; files of one directory follow one another. */
  list(prefix: string): AsyncIterable<readonly string[]>;
  /** Removes `key` and everything below it; harmless where there is nothing. */
  remove(key: string): Promise<void>;
  /** Removes what killed processes left half-made before the given time; safe while others work. */
  removeLeftovers(beforeMs: number): Promise<void>;

  /** Whether the store can be reached; answers within two seconds. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Injection token of {@link FileStorage}. */
export const FILE_STORAGE = Symbol('FileStorage');
