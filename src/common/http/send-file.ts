import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import send from 'send';
import { DomainError } from '../errors/domain-error.js';
import { preconditionFailed } from './errors.filter.js';

export interface SentFile {
  readonly path: string;
  readonly contentType: string;
  /** Names the bytes: equal tags, equal bytes. Quoted. */
  readonly etag: string;
  readonly cacheControl: string;
  readonly disposition: string;
}

/**
 * Answers with a file: length, ranges, conditions and HEAD as HTTP has them.
 * @returns when the answer is out or its caller is gone
 * @throws DomainError RANGE_NOT_SATISFIABLE, FILE_NOT_FOUND
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: SentFile,
): Promise<void> {
  response.setHeader('Content-Type', file.contentType);
  response.setHeader('Content-Disposition', file.disposition);
  response.setHeader('Cache-Control', file.cacheControl);
  response.setHeader('ETag', file.etag);
  await new Promise<void>((resolve, reject) => {
    response.once('close', resolve);
    // The name is decoded by `send`; the directory, which may hold a percent sign, is not.
    send(request, encodeURIComponent(basename(file.path)), {
      root: dirname(file.path),
      cacheControl: false,
      etag: false,
      lastModified: false,
      dotfiles: 'allow',
    })
      .on('error', (error: { status?: number; headers?: Record<string, string> }) => {
        for (const name of ['Content-Type', 'Content-Disposition', 'ETag']) response.removeHeader(name);
        if (error.status === 416) {
          response.setHeader('Content-Range', error.headers?.['Content-Range'] ?? 'bytes */*');
          reject(new DomainError('RANGE_NOT_SATISFIABLE', 'The file does not have these bytes.'));
        } else if (error.status === 412) reject(preconditionFailed());
        else reject(new DomainError('FILE_NOT_FOUND', 'There is no such file.'));
      })
      .on('end', resolve)
      .pipe(response);
  });
}
