import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openPostgres } from '../../src/common/database/open-postgres.js';
import { KyselyJobStore } from '../../src/jobs/store/kysely-job-store.js';
import { migratePostgres } from '../../src/jobs/store/migrate-postgres.js';
import type { Schema } from '../../src/jobs/store/schema.js';
import type { PostgresServer } from '../support/postgres-server.js';

/** Patience for a busy machine: what is tested with it is the order of things, not their speed. */
const PATIENCE = { statementMs: 20_000, connectMs: 20_000 };

/** A database of its own on the server; its URL. */
export async function createDatabase(server: PostgresServer): Promise<string> {
  const name = `relievo_${randomUUID().replaceAll('-', '')}`;
  const admin = openPostgres<object>(server.url(), { ...PATIENCE, poolSize: 1 });
  await sql`create database ${sql.id(name)}`.execute(admin.kysely);
  await admin.close();
  return server.url(name);
}

/** The records of a database that is migrated already. */
export function openStoreAt(url: string): { store: KyselyJobStore; close: () => Promise<void> } {
  const database = openPostgres<Schema>(url, PATIENCE);
  return { store: new KyselyJobStore(database), close: database.close };
}

/** The real records in a PostgreSQL database of their own. */
export async function openPostgresStore(
  server: PostgresServer,
): Promise<{ store: KyselyJobStore; close: () => Promise<void> }> {
  const url = await createDatabase(server);
  await migratePostgres(url);
  return openStoreAt(url);
}
