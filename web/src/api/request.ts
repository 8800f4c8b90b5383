import { ApiError } from './api-error.js';

export interface Answer {
  readonly status: number;
  readonly isOk: boolean;
  /** Null where the body is not JSON. */
  readonly body: unknown;
}

/** One request. @throws ApiError `UNREACHABLE` when nothing comes back. */
export async function request(path: string, init?: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    throw ApiError.unreachable(cause);
  }
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, isOk: response.ok, body };
}

/** The body of an answer that succeeded. @throws ApiError with the server's reason. */
export function bodyOf(answer: Answer): unknown {
  if (!answer.isOk) throw ApiError.fromAnswer(answer.status, answer.body);
  return answer.body;
}

/** A request with a JSON body. */
export function posting(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
