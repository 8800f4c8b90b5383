import type { ErrorAnswer } from '../../../src/progress/progress.events.js';

/** No answer came: the server is away, or the network is. */
export const UNREACHABLE = 'UNREACHABLE';

/** A request that did not succeed; `message` is the server's own, in English, `code` its code or one of ours. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly status: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiError';
  }

  static unreachable(cause?: unknown): ApiError {
    return new ApiError('The server does not answer.', UNREACHABLE, null, { cause });
  }

  static fromAnswer(status: number, body: unknown): ApiError {
    if (isErrorAnswer(body)) return new ApiError(body.message, body.code, status);
    return new ApiError(`The server answered with status ${status}.`, 'UNEXPECTED', status);
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
