import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { RedisErrorLog } from './redis-error-log.js';
import { RedisWatchdog } from './redis-watchdog.js';

/**
 * What a client does while Redis is away. `patient`: keeps each command until it can be sent, and sends it
 * again where the answer was lost. `fail-fast`: refuses it, at the latest after a second and a half; a
 * command that timed out may have been carried out all the same.
 */
export type RedisPatience = 'patient' | 'fail-fast';

export interface RedisConnectionOptions {
  readonly url: string;
  /** Shown in Redis's list of clients, and in the log. */
  readonly name: string;
  readonly patience: RedisPatience;
}

const OPTIONS_OF: Record<RedisPatience, RedisOptions> = {
  patient: { maxRetriesPerRequest: null },
  'fail-fast': { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500 },
};

const MOST_BETWEEN_TRIES_MS = 500;
const CLOSE_LIMIT_MS = 1_000;

/** One client of Redis that never gives up, never throws by itself, and notices when its connection is dead. */
export class RedisConnection {
  readonly client: Redis;
  readonly #watchdog: RedisWatchdog;
  #isClosing = false;

  /** Begins to connect; Redis need not be there. */
  constructor({ url, name, patience }: RedisConnectionOptions) {
    const log = new RedisErrorLog(`Redis ${name}`);
    this.client = new Redis(url, {
      ...OPTIONS_OF[patience],
      // The client would wait for the answers to these before it is ready, and would be so, for good and without
      // a connection, where that breaks before they come. So the name is given below.
      disableClientInfo: true,
      enableReadyCheck: false,
      connectTimeout: 1_000,
      disconnectTimeout: 250,
      autoResubscribe: false,
      retryStrategy: (attempt) => (this.#isClosing ? null : Math.min(attempt * 50, MOST_BETWEEN_TRIES_MS)),
      // After a fail-over the old primary still answers, but takes no writes.
      reconnectOnError: (error) => error.message.startsWith('READONLY'),
    });
    this.client.on('error', (error) => {
      log.report(error);
    });
    this.client.on('connect', () => {
      if (this.#isClosing) this.client.disconnect();
    });
    this.client.on('ready', () => {
      this.client.client('SETNAME', `relievo-${name}`).catch(() => undefined);
    });
    this.#watchdog = new RedisWatchdog(this.client);
  }

  /** Whether Redis can be reached, as seen within the last two seconds. */
  get isAlive(): boolean {
    return this.#watchdog.isAlive;
  }

  /** Closes for good within a second, whether or not Redis is there; commands without an answer are rejected. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#watchdog.stop();
    if (this.client.status === 'end') return;
    const ended = once(this.client, 'end').catch(() => undefined);
    // Between two tries a disconnect would leave the waiting commands unanswered for ever: the next try ends it.
    if (this.client.status !== 'reconnecting') this.client.disconnect();
    await Promise.race([ended, pause(CLOSE_LIMIT_MS, undefined, { ref: false })]);
  }
}
