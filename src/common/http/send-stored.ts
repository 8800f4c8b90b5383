import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileStorage, StoredFile } from '../storage/file-storage.port.js';
import { sendFile } from './send-file.js';
import { sendStream } from './send-stream.js';

/** What an answer with a file says of it. */
export interface FileHeaders {
  readonly contentType: string;
  /** Names the bytes: equal tags, equal bytes. Quoted. */
  readonly etag: string;
  readonly cacheControl: string;
  readonly disposition: string;
}

/**
 * Answers with a stored file: length, ranges, conditions and HEAD as HTTP has them, wherever the file lies.
 * @returns when the answer is out or its caller is gone
 * @throws DomainError RANGE_NOT_SATISFIABLE, PRECONDITION_FAILED, FILE_NOT_FOUND, STORAGE_UNAVAILABLE
 */
export async function sendStored(
  request: IncomingMessage,
  response: ServerResponse,
  storage: FileStorage,
  file: StoredFile,
  headers: FileHeaders,
): Promise<void> {
  const { key, sizeBytes, localPath } = file;
  if (localPath !== null) return sendFile(request, response, { path: localPath, ...headers });
  return sendStream(request, response, {
    ...headers,
    sizeBytes,
    open: (range) => storage.open(key, range ?? undefined),
  });
}
