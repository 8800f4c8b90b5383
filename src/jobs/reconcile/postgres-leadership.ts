import pg from 'pg';
import type { Leadership } from './leadership.port.js';

const TRY_EVERY_MS = 2_000;
const CONNECT_MS = 1_000;
const ANSWER_MS = 1_400;

/** Names the lock among all that share the database. */
const LOCK_ID = 8_311_471_204;

/**
 * How soon the server gives the lock of a leader free that is gone without a goodbye: its machine lost (keepalive)
 * or its process stopped (a leader says something every 2 s). A server that does not know a setting goes without.
 */
const SESSION_SETTINGS = [
  ['idle_session_timeout', '10000'],
  ['tcp_keepalives_idle', '4'],
  ['tcp_keepalives_interval', '2'],
  ['tcp_keepalives_count', '3'],
  ['tcp_user_timeout', '10000'],
] as const;

/**
 * Leads whoever holds an advisory lock, which belongs to a session: it cannot outlive the connection, and so is
 * held on one of its own, directly to the server (a pooler that shares sessions would share the lead).
 */
export class PostgresLeadership implements Leadership {
  #client: pg.Client | null = null;
  #term: number | null = null;
  #termCount = 0;
  #timer: NodeJS.Timeout | null = null;
  #trying: Promise<void> | null = null;
  #isClosed = false;

  constructor(
    private readonly url: string,
    private readonly tryEveryMs: number = TRY_EVERY_MS,
  ) {}

  get term(): number | null {
    return this.#term;
  }

  campaign(): void {
    if (this.#timer !== null || this.#isClosed) return;
    this.#timer = setInterval(() => {
      this.#try();
    }, this.tryEveryMs);
    this.#try();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#trying;
    const client = this.#client;
    this.#client = null;
    this.#term = null;
    // An ended session has given the lock back; a server that does not answer gives it free by itself.
    if (client !== null) await withinLimit(client.end());
  }

  #try(): void {
    this.#trying ??= this.#lead()
      .catch(() => {
        this.#drop();
      })
      .finally(() => {
        this.#trying = null;
      });
  }

  /** Takes the lock where it is free; a leader asks too, for the answer shows that its session still lives. */
  async #lead(): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    if (this.#term !== null) {
      await client.query('select 1');
      return;
    }
    const { rows } = await client.query<{ is_leader: boolean }>(
      'select pg_try_advisory_lock($1) as is_leader',
      [LOCK_ID],
    );
    if (rows[0]?.is_leader === true && this.#client === client) this.#term = ++this.#termCount;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'relievo leadership',
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 4_000,
    });
    const lost = (): void => {
      if (this.#client === client) this.#drop();
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    this.#client = client;
    await client.query(
      `select set_config(name, value, false) from unnest($1::text[], $2::text[]) as wanted (name, value)
       join pg_settings using (name)`,
      [SESSION_SETTINGS.map(([name]) => name), SESSION_SETTINGS.map(([, value]) => value)],
    );
    return client;
  }

  /** Leads no more; a connection that still hangs on a query is cut. */
  #drop(): void {
    const client = this.#client;
    this.#client = null;
    this.#term = null;
    if (client !== null) void client.end();
  }
}

/** Waits for the server's goodbye, but not for a server that is away. */
async function withinLimit(goodbye: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS);
  });
  await Promise.race([goodbye, limit]);
  clearTimeout(timer);
}
