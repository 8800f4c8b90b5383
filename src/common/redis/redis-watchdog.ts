import type { Redis } from 'ioredis';

const LOOK_EVERY_MS = 500;
/** A connection on which nothing came back for this long is taken for dead. */
const SILENT_AFTER_MS = 2_000;
/** A look that comes this late says more about this process than about Redis. */
const LATE_AFTER_MS = 1_500;

/**
 * Notices a connection that is open and dead: Redis stopped, or gone without a goodbye. It keeps asking, and
 * where nothing at all comes back, it has the client connect anew, which sends again what was not answered.
 *
 * Any bytes from Redis count, not the answer to the question alone: on the connection of a blocking command
 * the question waits its turn. The client's own `socketTimeout` is not used, since its timer outlives a
 * connection and then ends the next, healthy one.
 */
export class RedisWatchdog {
  readonly #client: Redis;
  readonly #timer: NodeJS.Timeout;
  #lastSignMs = performance.now();
  #lastLookMs = performance.now();
  /** A stopped Redis takes connections all the same: its kernel does. */
  #hasAnswered = false;
  #isAsking = false;

  constructor(client: Redis) {
    this.#client = client;
    client.on('connect', () => {
      this.#lastSignMs = performance.now();
      this.#hasAnswered = false;
      client.stream.on('data', () => {
        this.#lastSignMs = performance.now();
        this.#hasAnswered = true;
      });
    });
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS).unref();
  }

  /** Whether Redis answered on this connection within the last two seconds. */
  get isAlive(): boolean {
    const isOpen = this.#client.status === 'ready' && this.#hasAnswered;
    return isOpen && performance.now() - this.#lastSignMs < SILENT_AFTER_MS;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const nowMs = performance.now();
    const isLate = nowMs - this.#lastLookMs > LATE_AFTER_MS;
    this.#lastLookMs = nowMs;
    const { status } = this.#client;
    if (status !== 'ready' && status !== 'connect') return;
    if (isLate) this.#lastSignMs = nowMs;
    if (nowMs - this.#lastSignMs > SILENT_AFTER_MS) this.#client.disconnect(true);
    else if (status === 'ready') this.#ask();
  }

  #ask(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const done = (): void => {
      this.#isAsking = false;
    };
    this.#client.ping().then(done, done);
  }
}
