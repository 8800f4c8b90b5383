import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFileStorage } from '../../src/common/storage/local-file-storage.js';
import { describeFileStorage } from './file-storage.contract.js';

describeFileStorage('LocalFileStorage', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'relievo-files-'));
  const storage = new LocalFileStorage(directory);
  await storage.prepare();
  return { storage, close: () => rm(directory, { recursive: true, force: true }) };
});
