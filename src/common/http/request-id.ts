import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'x-request-id';
const WELL_FORMED = /^[\w.-]{8,64}$/;

/** The id under which a request is logged and answered. */
export function requestIdOf(request: Request): string {
  return String(request.res?.getHeader(HEADER) ?? '');
}

/** Names each request, by the caller's own id where it sent a harmless one, and answers the name in a header. */
export function assignRequestId(request: Request, response: Response, next: NextFunction): void {
  const offered = request.get(HEADER);
  response.setHeader(HEADER, offered !== undefined && WELL_FORMED.test(offered) ? offered : randomUUID());
  next();
}
