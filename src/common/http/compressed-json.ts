import compression from 'compression';
import type { RequestHandler } from 'express';

/** Below this a packet more or less is no matter, and packing takes longer than sending. */
const LEAST_BYTES = 1024;

/** Where answers are JSON, and JSON alone: whatever is a file, a stream or a part of one is elsewhere. */
export const JSON_PATHS = ['/api/models-info', '/api/openapi.json', '/api/jobs', '/api/job-status'];

/**
 * Compresses what is read from {@link JSON_PATHS} for those who take it. The `ETag` stays that of the plain answer: it
 * is a weak one, which says that two answers mean the same and not that they have the same bytes.
 */
export function compressedJson(): RequestHandler {
  const compress = compression({ threshold: LEAST_BYTES });
  return (request, response, next) => {
    if (request.method === 'GET') compress(request, response, next);
    else next();
  };
}
