import type { Pool, PoolClient } from 'pg';
import { databaseUnavailable } from './database-errors.js';
import { WaitingLine } from './waiting-line.js';

/**
 * A pool whose callers never wait for a server that is not there. While it answers they wait in line; as soon
 * as one of them finds it away, the whole line is told. One lost connection also proves nothing good of the
 * others that were opened before: those are opened anew, so that a server which comes back, or moves, is served
 * again by the first call.
 */
export class PostgresConnections {
  readonly #line: WaitingLine;
  readonly #openedIn = new WeakMap<PoolClient, number>();
  #era = 0;

  constructor(
    private readonly pool: Pool,
    size: number,
    /** How long a call waits for a connection while the server answers others. */
    longestWaitMs: number,
  ) {
    this.#line = new WaitingLine(size, longestWaitMs);
    pool.on('connect', (client) => {
      this.#openedIn.set(client, this.#era);
      // A connection that breaks while a caller holds it tells the caller's query too; unheard, the event would
      // end the process.
      client.on('error', () => undefined);
    });
    // A connection that breaks while it lies idle has left the pool by itself.
    pool.on('error', () => undefined);
  }

  /** @throws DomainError DATABASE_UNAVAILABLE */
  async acquire(): Promise<PoolClient> {
    try {
      await this.#line.enter();
    } catch (error) {
      throw databaseUnavailable(error);
    }
    try {
      return await this.#connect();
    } catch (error) {
      this.#line.leave();
      throw error;
    }
  }

  release(client: PoolClient, isLost: boolean): void {
    client.release(isLost);
    this.#line.leave();
  }

  /** A connection broke, and with it whatever else was opened as early. */
  lost(): void {
    this.#era += 1;
  }

  /** The server does not answer: nobody is to wait for it. */
  away(reason: Error): void {
    this.#line.sendAway(reason);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  async #connect(): Promise<PoolClient> {
    for (;;) {
      const client = await this.pool.connect().catch((error: unknown) => {
        this.away(error as Error);
        throw asConnectError(error as Error);
      });
      if (this.#openedIn.get(client) === this.#era) return client;
      client.release(true);
    }
  }
}

/** A wrong password or name of a database stays what it is: waiting mends neither. */
function asConnectError(error: Error & { code?: string }): Error {
  return /^(28|3D)/.test(error.code ?? '') ? error : databaseUnavailable(error);
}
