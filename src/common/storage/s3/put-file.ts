import { createReadStream } from 'node:fs';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { storageUnavailable } from '../storage-unavailable.js';

/** What an upload holds in memory: a part for each sender, and the one that is being read. */
const PART_BYTES = 8 * 1024 * 1024;
const SENDERS = 3;

/**
 * Sends a local file, in parts where it is large. The object appears whole at the end or not at all, and the
 * parts of one that fails are given up.
 * @throws DomainError STORAGE_UNAVAILABLE; what reading the file throws; the reason of the signal
 */
export async function putFile(
  client: S3Client,
  target: { Bucket: string; Key: string },
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  // Stopped by its source and not by the upload's own abort: that returns while parts are still on their way,
  // and an object could appear after we said that nothing is left.
  const file = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal && { signal }) });
  const readErrors: Error[] = [];
  file.once('error', (error) => readErrors.push(error));
  const upload = new Upload({
    client,
    params: { ...target, Body: file },
    partSize: PART_BYTES,
    queueSize: SENDERS,
    leavePartsOnError: false,
  });
  try {
    await upload.done();
  } catch (error) {
    signal?.throwIfAborted();
    throw readErrors[0] ?? storageUnavailable(error);
  } finally {
    file.destroy();
  }
}
