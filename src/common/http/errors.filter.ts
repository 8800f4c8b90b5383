import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { errorEntry, type ErrorCode } from '../errors/error-catalogue.js';
import { allowedMethods } from './allowed-methods.js';
import { requestIdOf } from './request-id.js';

/** The one shape of every error answer. */
export interface ErrorBody {
  readonly error: string;
  readonly message: string;
  readonly code: ErrorCode;
  readonly request_id: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Turns whatever was thrown into an answer that names what is wrong, and nothing of our insides. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  readonly #logger = new Logger(ErrorsFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const error = toDomainError(thrown, request);
    if (error.code === 'INTERNAL') {
      this.#logger.error({
        message: 'Unexpected failure',
        request_id: requestIdOf(request),
        stack: thrown instanceof Error ? thrown.stack : String(thrown),
      });
    }
    if (error.code !== 'INTERNAL' && error.cause instanceof Error) {
      const { name, message } = error.cause;
      this.#logger.warn({
        message: error.message,
        request_id: requestIdOf(request),
        code: error.code,
        reason: `${name}: ${message}`,
      });
    }
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const { status, title, retryAfterSeconds } = errorEntry(error.code);
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
    if (error.code === 'METHOD_NOT_ALLOWED') response.setHeader('Allow', allowedMethods(request).join(', '));
    const body: ErrorBody = {
      error: title,
      message: error.message,
      code: error.code,
      request_id: requestIdOf(request),
      ...(Object.keys(error.details).length > 0 ? { details: error.details } : {}),
    };
    response.setHeader('Cache-Control', 'no-store');
    response.status(status).json(body);
  }
}

/** What the framework throws, in our words. */
function toDomainError(thrown: unknown, request: Request): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof HttpException) return fromFramework(thrown.getStatus(), request);
  if ((thrown as { code?: unknown }).code === 'ENOSPC') {
    return new DomainError('DISK_FULL', 'The disk is full. Nothing was stored.');
  }
  return internalError();
}

function fromFramework(status: number, request: Request): DomainError {
  if (status === 400) return new DomainError('MALFORMED_URL', 'The URL is not well-formed.');
  if (status === 412) return preconditionFailed();
  if (status === 416) return new DomainError('RANGE_NOT_SATISFIABLE', 'The file does not have these bytes.');
  if (status !== 404 && status < 500)
    return new DomainError('INVALID_REQUEST', 'The request could not be understood.');
  if (status !== 404) return internalError();
  return allowedMethods(request).length > 0
    ? new DomainError('METHOD_NOT_ALLOWED', `${request.method} is not allowed here.`)
    : new DomainError('NOT_FOUND', 'There is nothing at this path.');
}

export function preconditionFailed(): DomainError {
  return new DomainError(
    'PRECONDITION_FAILED',
    'The file is not the one that If-Match or If-Unmodified-Since names.',
  );
}

function internalError(): DomainError {
  return new DomainError(
    'INTERNAL',
    'Something went wrong on our side. The request_id finds it in the logs.',
  );
}
