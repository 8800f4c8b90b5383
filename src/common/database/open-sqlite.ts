import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDialectConfig,
} from 'kysely';
import Libsql from 'libsql';
import { BindableDatabase } from './bindable-database.js';
import type { Database } from './database.port.js';

/** `BEGIN IMMEDIATE` takes the write lock at once: what a transaction has read stays true until it commits. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite rolls back by itself; what made it do so is the error to tell. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!(error as Error).message.includes('no transaction is active')) throw error;
    }
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/**
 * Opens (or creates) a SQLite file as the record of truth: write-ahead log, and a commit that has returned has
 * reached the disk.
 */
export function openSqlite<Schema>(path: string): Database<Schema> {
  const database = new Libsql(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 2000');
  const dialect = new ImmediateSqliteDialect({ database: new BindableDatabase(database) });
  return { kysely: new Kysely<Schema>({ dialect }), locksRows: false };
}
