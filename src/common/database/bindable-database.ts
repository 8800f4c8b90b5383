import type Libsql from 'libsql';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { toDomainError } from './database-errors.js';

/**
 * A libsql database as Kysely's dialect wants it, safe to bind anything to: a bound boolean aborts the whole
 * process in libsql 0.5 (a Rust panic that no handler sees), so booleans become 0 and 1 here.
 */
export class BindableDatabase implements SqliteDatabase {
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(private readonly database: Libsql.Database) {}

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    const bindable: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => explained(() => statement.all(...parameters.map(toBindable))),
      run: (parameters) => explained(() => statement.run(...parameters.map(toBindable))),
      iterate: (parameters) => statement.iterate(...parameters.map(toBindable)),
    };
    // Kysely compiles the same text again and again; preparing it once halves the cost of a claim.
    if (this.#statements.size < 500) this.#statements.set(sql, bindable);
    return bindable;
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}

function toBindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** @throws DomainError DATABASE_UNAVAILABLE, DISK_FULL */
function explained<Result>(execute: () => Result): Result {
  try {
    return execute();
  } catch (error) {
    throw toDomainError(error);
  }
}
