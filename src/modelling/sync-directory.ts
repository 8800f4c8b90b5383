import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes the names in a directory durable; the files themselves must have been synced. */
export function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
