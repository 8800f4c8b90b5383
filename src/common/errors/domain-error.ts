import type { ErrorCode } from './error-catalogue.js';

/**
 * A failure that a caller can be told about. It knows no transport: `code` decides the HTTP status in one
 * place ({@link ErrorCode}'s catalogue), and the same code travels over HTTP, sockets and processes.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Public facts, shown to the caller: never a path, a stack or a secret. */
    readonly details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DomainError';
  }
}
