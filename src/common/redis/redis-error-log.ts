import { Logger } from '@nestjs/common';

const REPEAT_AFTER_MS = 10_000;
const MOST_REMEMBERED = 100;

/**
 * Logs what goes wrong with Redis: each message at most once in ten seconds, for a client that reconnects
 * twice a second says the same twice a second. Nothing but the message is logged: an error of a client may
 * carry the command it belongs to, and that may be the one with the password.
 */
export class RedisErrorLog {
  readonly #logger: Logger;
  readonly #lastMs = new Map<string, number>();

  constructor(name: string) {
    this.#logger = new Logger(name);
  }

  report(error: unknown): void {
    const message = messageOf(error);
    const nowMs = performance.now();
    const lastMs = this.#lastMs.get(message);
    if (lastMs !== undefined && nowMs - lastMs < REPEAT_AFTER_MS) return;
    if (this.#lastMs.size >= MOST_REMEMBERED) this.#lastMs.clear();
    this.#lastMs.set(message, nowMs);
    this.#logger.warn({ message: 'Redis', reason: message });
  }
}

/** A refused connection to a name with several addresses has a list of reasons and no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
