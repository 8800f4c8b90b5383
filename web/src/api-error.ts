import type { ErrorAnswer } from '../../src/progress/progress.events.js';

/** A request that did not succeed; `message` is written for people, `code` is the server's or `UNREACHABLE`. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly status: number | null,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  static unreachable(cause: unknown): ApiError {
    const error = new ApiError(
      'The server does not answer. Check that it is running, then try again.',
      'UNREACHABLE',
      null,
    );
    error.cause = cause;
    return error;
  }

  static fromAnswer(status: number, body: unknown): ApiError {
    if (isErrorAnswer(body)) return new ApiError(body.message, body.code, status);
    return new ApiError(`The server answered with an unexpected status (${status}).`, 'UNEXPECTED', status);
  }
}

export function isErrorAnswer(body: unknown): body is ErrorAnswer {
  return (
    typeof body === 'object' &&
    body !== null &&
    'message' in body &&
    typeof body.message === 'string' &&
    'code' in body &&
    typeof body.code === 'string'
  );
}
