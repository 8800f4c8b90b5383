import type { QueueOptions } from 'bull';
import type { Redis } from 'ioredis';
import { RedisConnection } from '../../../common/redis/redis-connection.js';
import { warnOfEviction } from '../../../common/redis/warn-of-eviction.js';

type CreateClient = NonNullable<QueueOptions['createClient']>;

export interface BullConnectionsOptions {
  readonly url: string;
  /** Whether this process runs tasks. One that only adds them refuses at once while Redis is away. */
  readonly consumes: boolean;
}

/**
 * The clients that Bull asks for. Those of a worker wait for Redis as long as it takes: a renewal of a task's
 * lock that fails once is never tried again, and the task would run a second time beside the first.
 */
export class BullConnections {
  readonly #opened = new Map<Parameters<CreateClient>[0], RedisConnection>();

  constructor(private readonly options: BullConnectionsOptions) {}

  readonly createClient: CreateClient = (type) => {
    const { url, consumes } = this.options;
    const isAdder = type === 'client' && !consumes;
    const connection = new RedisConnection({
      url,
      name: `queue-${type}`,
      patience: isAdder ? 'fail-fast' : 'patient',
    });
    if (type === 'client') warnOfEviction(connection.client);
    if (type === 'bclient') tryQuietly(connection.client);
    this.#opened.set(type, connection);
    return connection.client;
  };

  /** Whether Redis answered every one of them within the last two seconds. */
  get areAlive(): boolean {
    return this.#opened.size > 0 && [...this.#opened.values()].every(({ isAlive }) => isAlive);
  }

  /** Whether tasks can be added and ended, whatever becomes of the connection that asks for work. */
  get canWrite(): boolean {
    return this.#opened.get('client')?.isAlive === true;
  }

  /** Bull closes the clients that it made itself, not these. */
  async close(): Promise<void> {
    await Promise.all([...this.#opened.values()].map((connection) => connection.close()));
  }
}

/**
 * Bull connects this client anew when it closes, and leaves the failure of that unhandled, which would end the
 * process in the middle of its shutdown. A failed try is no news: the client goes on trying by itself.
 */
function tryQuietly(client: Redis): void {
  const connect = client.connect.bind(client);
  client.connect = () => connect().catch(() => undefined);
}
