import type { NextFunction, Request, Response } from 'express';
import type { Origins } from './origins.js';

const ALLOWED_METHODS = 'GET,HEAD,POST,DELETE,OPTIONS';
const ALLOWED_HEADERS = 'Content-Type,Range,If-Range,If-None-Match,X-Request-Id,X-Test-Scenario';
const EXPOSED_HEADERS =
  'Content-Disposition,Content-Length,Content-Range,ETag,Location,Retry-After,X-Request-Id';
const PREFLIGHT_MAX_AGE_S = 600;

/**
 * Names the allowed origin on every answer, errors included: the caller's own if it is listed, else the first
 * that is, so that a browser refuses a foreign page's read by itself.
 */
export function cors(origins: Origins): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const port = request.socket.localPort ?? 0;
    const origin = request.get('origin');
    const named = origin !== undefined && origins.isAllowed(origin, port) ? origin : origins.first(port);
    response.setHeader('Access-Control-Allow-Origin', named);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    response.vary('Origin');
    const isPreflight =
      request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined;
    if (!isPreflight) {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', ALLOWED_METHODS);
    response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    response.setHeader('Access-Control-Max-Age', String(PREFLIGHT_MAX_AGE_S));
    response.status(204).end();
  };
}
