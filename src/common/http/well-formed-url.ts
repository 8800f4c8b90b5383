import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';

/** Refuses a path whose percent-encoding cannot be decoded, whether or not a route would have decoded it. */
export function wellFormedUrl(request: Request, _response: Response, next: NextFunction): void {
  try {
    decodeURIComponent(request.path);
    next();
  } catch {
    next(new DomainError('MALFORMED_URL', 'The percent-encoding of the path is malformed.'));
  }
}
