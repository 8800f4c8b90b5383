import type { PoolClient } from 'pg';
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import { databaseUnavailable, toDomainError } from './database-errors.js';
import type { PostgresConnections } from './postgres-connections.js';

const CHANGING_COMMANDS: readonly string[] = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

/** One connection, from the moment it is acquired until it is released. */
class PostgresConnection implements DatabaseConnection {
  #isLost = false;

  constructor(
    readonly client: PoolClient,
    private readonly connections: PostgresConnections,
  ) {}

  get isLost(): boolean {
    return this.#isLost;
  }

  /** @throws DomainError DATABASE_UNAVAILABLE, DISK_FULL; what the server refuses otherwise as it said it */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const { command, rowCount, rows } = await this.client.query(sql, parameters.map(toStorable));
      const isChange = CHANGING_COMMANDS.includes(command);
      return { rows: rows as Row[], ...(isChange ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    } catch (error) {
      throw this.#explain(error as Error & { code?: string; severity?: string });
    }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed here');
  }

  #explain(error: Error & { code?: string; severity?: string }): unknown {
    const isAnswer = error.severity !== undefined;
    if (isAnswer && error.severity !== 'FATAL') return toDomainError(error);
    if (error instanceof TypeError) return error;
    this.#isLost = true;
    this.connections.lost();
    // Silence, unlike a connection that was cut, says that the next call would be met by silence too.
    if (!isAnswer && error.message.includes('timeout')) this.connections.away(error);
    return databaseUnavailable(error);
  }
}

/**
 * Kysely's way to PostgreSQL over connections that may break at any moment. A connection that broke is thrown
 * away instead of going back into the pool in the middle of a transaction, and is not asked to roll back: the
 * server does that by itself. What became of a commit that was not answered, nobody knows.
 */
export class PostgresDriver implements Driver {
  constructor(private readonly connections: PostgresConnections) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<PostgresConnection> {
    return new PostgresConnection(await this.connections.acquire(), this.connections);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** Never fails: what made the transaction fail is the error to tell. */
  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    if (connection.isLost) return;
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
  }

  releaseConnection({ client, isLost }: PostgresConnection): Promise<void> {
    this.connections.release(client, isLost);
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.connections.close();
  }
}

/** PostgreSQL stores every character but NUL. */
function toStorable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}
