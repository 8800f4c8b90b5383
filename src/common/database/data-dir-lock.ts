import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';

/** Another process serves from the same directory. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string) {
    super(
      `Another Relievo server is running on DATA_DIR ${dataDir}; give each server a directory of its own.`,
    );
    this.name = 'DataDirInUseError';
  }
}

/**
 * Takes the directory for this process until it ends. The lock is the kernel's (SQLite's exclusive file lock),
 * so a process that is killed gives it back without doing anything, and no stale lock is ever left.
 * @returns a function that gives the lock back
 * @throws DataDirInUseError
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Libsql(join(dataDir, 'lock.db'));
  try {
    lock.pragma('busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') throw new DataDirInUseError(dataDir);
    throw error;
  }
  return () => {
    lock.close();
  };
}
