import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStorage } from '../../src/common/storage/file-storage.port.js';

/** Stores some bytes as a finished file. */
export async function store(storage: FileStorage, key: string, content: string | Uint8Array): Promise<void> {
  const workDir = await storage.createWorkDir('test');
  await writeFile(join(workDir, 'file'), content);
  await storage.adopt(join(workDir, 'file'), key);
  await storage.removeWorkDir(workDir);
}
