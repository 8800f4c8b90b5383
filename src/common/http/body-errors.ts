import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';

/** Stands behind the JSON parser and says in our words what it found wrong, before the framework rewords it. */
export function bodyErrors(
  thrown: unknown,
  _request: Request,
  _response: Response,
  next: NextFunction,
): void {
  next(toDomainError(thrown));
}

function toDomainError(thrown: unknown): unknown {
  const { type, status } = thrown as { type?: unknown; status?: unknown };
  switch (type) {
    case 'entity.too.large':
      return new DomainError('BODY_TOO_LARGE', 'A JSON body may have at most 64 KB.');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new DomainError('WRONG_CONTENT_TYPE', 'The body must be JSON in UTF-8.');
    default:
      return typeof type === 'string' && status === 400
        ? new DomainError('MALFORMED_JSON', 'The body is not valid JSON.')
        : thrown;
  }
}
