import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3FileStorage } from '../../src/common/storage/s3/s3-file-storage.js';
import { S3Server } from '../support/s3-server.js';
import { describeFileStorage } from './file-storage.contract.js';

let server: S3Server;

beforeAll(async () => {
  server = await S3Server.start();
});

afterAll(() => server.dispose());

describeFileStorage('A bucket', async () => {
  const workRoot = await mkdtemp(join(tmpdir(), 'relievo-work-'));
  const storage = await S3FileStorage.open(server.location(), { workRoot, givesLinks: false });
  const close = async (): Promise<void> => {
    await storage.close();
    await rm(workRoot, { recursive: true, force: true });
  };
  return { storage, close };
});
