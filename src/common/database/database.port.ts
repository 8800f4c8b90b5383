import type { Kysely, Transaction } from 'kysely';

/** A relational database, whichever: queries go through Kysely; the one difference that code must know is here. */
export interface Database<Schema> {
  readonly kysely: Kysely<Schema>;
  /** Whether a row is locked by `SELECT … FOR UPDATE`; otherwise every transaction already holds the write lock. */
  readonly locksRows: boolean;
}

/** Injection token of {@link Database}. */
export const DATABASE = Symbol('Database');

/** A query builder, inside a transaction or not. */
export type Queries<Schema> = Kysely<Schema> | Transaction<Schema>;
