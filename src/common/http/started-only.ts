import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import type { ReadinessService } from '../telemetry/readiness.service.js';

/** What can be answered without the records. */
const ALWAYS_OPEN = new Set(['/api/health', '/api/openapi.json', '/api/models-info']);

/** Refuses calls of the API, at once, while the process waits for what it needs to answer them. */
export function startedOnly(
  readiness: ReadinessService,
): (request: Request, response: Response, next: NextFunction) => void {
  return ({ path }, _response, next) => {
    const isRefused = readiness.isStarting && path.startsWith('/api/') && !ALWAYS_OPEN.has(path);
    next(isRefused ? new DomainError('STARTING', 'The service is starting. Try again shortly.') : undefined);
  };
}
