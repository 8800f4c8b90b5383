import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file below a directory, as sorted relative paths; the database's own files are left out. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((path) => !/\.(db|sqlite)(-\w+)?$/.test(path))
    .sort();
}
