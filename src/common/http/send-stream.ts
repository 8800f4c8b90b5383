import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../errors/domain-error.js';
import type { ByteRange } from '../storage/file-storage.port.js';
import { storageUnavailable } from '../storage/storage-unavailable.js';
import { preconditionFailed } from './errors.filter.js';
import { wantedBytes, type WantedBytes } from './wanted-bytes.js';

export interface SentStream {
  readonly contentType: string;
  /** Names the bytes: equal tags, equal bytes. Quoted. */
  readonly etag: string;
  readonly cacheControl: string;
  readonly disposition: string;
  readonly sizeBytes: number;
  /** The bytes, or a part of them; null where they are gone. */
  readonly open: (range: ByteRange | null) => Promise<Readable | null>;
}

/**
 * Answers with a file that lies elsewhere, as `sendFile` does with one of this machine. Bytes that break off
 * break the answer off: its length was promised.
 * @throws DomainError RANGE_NOT_SATISFIABLE, PRECONDITION_FAILED, FILE_NOT_FOUND, STORAGE_UNAVAILABLE
 */
export async function sendStream(
  request: IncomingMessage,
  response: ServerResponse,
  file: SentStream,
): Promise<void> {
  const { sizeBytes } = file;
  response.setHeader('Accept-Ranges', 'bytes');
  const wanted = wantedBytes(request.headers, file.etag, sizeBytes);
  switch (wanted.kind) {
    case 'precondition-failed':
      throw preconditionFailed();
    case 'unsatisfiable':
      response.setHeader('Content-Range', `bytes */${sizeBytes}`);
      throw new DomainError('RANGE_NOT_SATISFIABLE', 'The file does not have these bytes.');
    case 'not-modified':
      setHeaders(response, file);
      response.statusCode = 304;
      response.end();
      return;
    case 'all':
    case 'part':
      await sendBytes(request, response, file, wanted);
  }
}

async function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  file: SentStream,
  wanted: Extract<WantedBytes, { kind: 'all' | 'part' }>,
): Promise<void> {
  const range = wanted.kind === 'part' ? wanted.range : null;
  const bytes = request.method === 'HEAD' ? null : await file.open(range);
  if (bytes === null && request.method !== 'HEAD') {
    throw new DomainError('FILE_NOT_FOUND', 'There is no such file.');
  }
  setHeaders(response, file);
  response.setHeader('Content-Type', file.contentType);
  if (range === null) response.setHeader('Content-Length', file.sizeBytes);
  else {
    response.statusCode = 206;
    response.setHeader('Content-Length', range.end - range.start + 1);
    response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  }
  if (bytes === null) response.end();
  else await pump(bytes, response);
}

function setHeaders(response: ServerResponse, { etag, cacheControl, disposition }: SentStream): void {
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('Content-Disposition', disposition);
}

/** Whoever goes away first takes the other along; only the source's fault is one. */
async function pump(bytes: Readable, response: ServerResponse): Promise<void> {
  let fault: unknown = null;
  bytes.once('error', (error) => {
    if (!response.destroyed) fault = error;
  });
  try {
    await pipeline(bytes, response);
  } catch {
    bytes.destroy();
    if (fault !== null) throw storageUnavailable(fault);
  }
}
