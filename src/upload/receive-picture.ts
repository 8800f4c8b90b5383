import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { malformedUpload, noFile, unknownField, uploadTooLarge } from './upload.errors.js';

export interface ReceivedPicture {
  /** As the client called it: for showing only. */
  readonly originalFilename: string;
  readonly sizeBytes: number;
}

const BYTES_PER_MB = 1024 * 1024;
/** Boundaries and part headers around the one file. */
const MULTIPART_OVERHEAD_BYTES = 64 * 1024;
const FIELD = 'image';

/**
 * Streams the one file of a multipart body to `path`. The first thing that is wrong decides at once, without
 * waiting for the rest of the body, and whatever the field names look like, none of them is interpreted.
 * @throws DomainError NO_FILE, INVALID_REQUEST, MALFORMED_UPLOAD, UPLOAD_TOO_LARGE
 */
export async function receivePicture(
  request: IncomingMessage,
  path: string,
  limitMb: number,
): Promise<ReceivedPicture> {
  const limitBytes = limitMb * BYTES_PER_MB;
  if (Number(request.headers['content-length']) > limitBytes + MULTIPART_OVERHEAD_BYTES)
    throw uploadTooLarge(limitMb);
  const parser = openParser(request, limitBytes);
  const begun: { stream: BusboyFileStream; received: Promise<ReceivedPicture> }[] = [];
  try {
    return await new Promise<ReceivedPicture>((resolve, reject) => {
      parser.on('field', (name) => {
        reject(name === FIELD ? noFile() : unknownField(name));
      });
      parser.on('file', (name, stream, filename) => {
        // A body that ends early breaks every open part, and a broken stream that nobody listens to ends the process.
        stream.on('error', () => undefined);
        if (name !== FIELD || begun.length > 0) {
          stream.resume();
          reject(unknownField(name));
          return;
        }
        stream.once('limit', () => {
          reject(uploadTooLarge(limitMb));
        });
        const received = store(stream, path, filename);
        received.catch(reject);
        begun.push({ stream, received });
      });
      parser.on('error', () => {
        reject(malformedUpload());
      });
      parser.once('finish', () => {
        if (begun[0] === undefined) reject(noFile());
        else begun[0].received.then(resolve, reject);
      });
      const refuseHalf = (): void => {
        if (!request.complete) reject(malformedUpload());
      };
      request.once('close', refuseHalf);
      // A client may be gone before anyone listened: then no event will ever come.
      if (request.destroyed) refuseHalf();
      else request.pipe(parser);
    });
  } catch (error) {
    request.unpipe(parser);
    parser.destroy();
    // The parser leaves the file's stream open, and with it the descriptor of the file that is written from it.
    for (const { stream } of begun) stream.destroy();
    await Promise.allSettled(begun.map(({ received }) => received));
    throw error;
  }
}

function openParser(request: IncomingMessage, limitBytes: number): BusboyInstance {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.toLowerCase().startsWith('multipart/form-data')) throw noFile();
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        fileSize: limitBytes,
        fieldNameSize: 100,
        fieldSize: 1024,
        headerPairs: 50,
        headerSize: 8192,
      },
    });
  } catch {
    throw malformedUpload();
  }
}

async function store(stream: BusboyFileStream, path: string, filename: string): Promise<ReceivedPicture> {
  await pipeline(stream, createWriteStream(path));
  return { originalFilename: displayName(filename), sizeBytes: stream.bytesRead };
}

/** The last part of whatever path was sent, without control characters. */
function displayName(filename: string | undefined): string {
  const [name = ''] = (filename ?? '').split(/[\\/]/).slice(-1);
  const printable = name.replace(/\p{Cc}/gu, '');
  return printable.slice(0, 255) || 'picture';
}
