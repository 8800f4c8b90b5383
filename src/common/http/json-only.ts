import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';

/** Refuses a body that the JSON parser would pass over in silence. */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  const isUpload = /^\/api\/upload-image\/?$/i.test(request.path);
  if (hasBody && !isUpload && !request.is('application/json')) {
    next(new DomainError('WRONG_CONTENT_TYPE', 'The body must be application/json.'));
    return;
  }
  next();
}
