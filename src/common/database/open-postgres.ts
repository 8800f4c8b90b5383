import { Kysely, PostgresDialect, sql, type Driver } from 'kysely';
import pg from 'pg';
import type { Database } from './database.port.js';
import { PostgresConnections } from './postgres-connections.js';
import { PostgresDriver } from './postgres-driver.js';

const { Pool, types } = pg;

/** A database on a server: it can be away, and is closed when the process ends. */
export interface PostgresDatabase<Schema> extends Database<Schema> {
  /**
   * Resolves when the server answers, at once or within a second and a half.
   * @throws DomainError DATABASE_UNAVAILABLE; where waiting mends nothing (a wrong password), what the server said
   */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PostgresOptions {
  /** Most connections at once. */
  readonly poolSize?: number;
  /** Longest time for one statement, locks included. Past it the server cancels the statement. */
  readonly statementMs?: number;
  /** Longest time for a new connection. */
  readonly connectMs?: number;
}

export const POSTGRES_DEFAULTS: Required<PostgresOptions> = {
  poolSize: 10,
  statementMs: 1_000,
  connectMs: 1_000,
};

/** What a healthy server may take beyond the statement's own limit to say so. Then it counts as gone. */
const ANSWER_GRACE_MS = 400;
/** How many longest statements a call waits for a connection while the server answers others. */
const LINE_LENGTH = 5;
/** A transaction left open by a process that hangs would hold its locks for as long. */
const IDLE_IN_TRANSACTION_MS = 5_000;

/** PostgreSQL's 64-bit and decimal numbers come as text; here they are counts and times, safe as numbers. */
const NUMBERS: readonly number[] = [types.builtins.INT8, types.builtins.NUMERIC];

function getTypeParser(
  oid: Parameters<typeof types.getTypeParser>[0],
  format?: 'text' | 'binary',
): (value: string) => unknown {
  return NUMBERS.includes(oid) ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown);
}

/**
 * Opens the records on a PostgreSQL server; connects with the first query. Every call is answered or fails with
 * DATABASE_UNAVAILABLE within about a second and a half, be the server down, cut off or stopped, and the first
 * call after its return succeeds.
 */
export function openPostgres<Schema>(url: string, options: PostgresOptions = {}): PostgresDatabase<Schema> {
  const { poolSize, statementMs, connectMs } = { ...POSTGRES_DEFAULTS, ...options };
  const pool = new Pool({
    connectionString: url,
    application_name: 'relievo',
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    lock_timeout: statementMs,
    query_timeout: statementMs + ANSWER_GRACE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    types: { getTypeParser },
  });
  const kysely = new Kysely<Schema>({
    dialect: new BoundedPostgresDialect(new PostgresConnections(pool, poolSize, LINE_LENGTH * statementMs)),
  });
  return {
    kysely,
    locksRows: true,
    ping: async () => {
      await sql`select 1`.execute(kysely);
    },
    close: () => kysely.destroy(),
  };
}

class BoundedPostgresDialect extends PostgresDialect {
  readonly #connections: PostgresConnections;

  constructor(connections: PostgresConnections) {
    super({ pool: () => Promise.reject(new Error('The driver has connections of its own')) });
    this.#connections = connections;
  }

  override createDriver(): Driver {
    return new PostgresDriver(this.#connections);
  }
}
