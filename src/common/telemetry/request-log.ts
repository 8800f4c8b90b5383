import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { requestIdOf } from '../http/request-id.js';
import type { MetricsService } from './metrics.service.js';

/** Writes one line for each request when its answer is out or its caller is gone, and measures it. */
export function requestLog(
  metrics: MetricsService,
): (request: Request, response: Response, next: NextFunction) => void {
  const logger = new Logger('Request');
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      metrics.httpSeconds.observe({ method: request.method, route, status: response.statusCode }, seconds);
      logger.log({
        message: 'answered',
        request_id: requestIdOf(request),
        method: request.method,
        path: request.path.slice(0, 300),
        status: response.statusCode,
        ms: Math.round(seconds * 1000),
        is_complete: response.writableFinished,
      });
    });
    next();
  };
}
