import { Migrator, sql, type Kysely, type Migration } from 'kysely';

const firstTables: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    await database.schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('original_filename', 'text', (column) => column.notNull())
      .addColumn('picture_width_px', 'integer', (column) => column.notNull())
      .addColumn('picture_height_px', 'integer', (column) => column.notNull())
      .addColumn('picture_format', 'text', (column) => column.notNull())
      .addColumn('picture_mode', 'text', (column) => column.notNull())
      .addColumn('picture_has_transparency', 'integer', (column) => column.notNull())
      .addColumn('picture_size_bytes', 'bigint', (column) => column.notNull())
      .addColumn('newest_generation_id', 'text')
      .addColumn('result_generation_id', 'text')
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('updated_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('deleted_at_ms', 'bigint')
      .execute();
    await database.schema
      .createTable('generations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .addColumn('attempt_count', 'integer', (column) => column.notNull())
      .addColumn('lost_run_count', 'integer', (column) => column.notNull())
      .addColumn('heartbeat_no', 'integer', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('progress', 'integer', (column) => column.notNull())
      .addColumn('stage', 'text', (column) => column.notNull())
      .addColumn('eta_seconds', 'integer')
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .addColumn('result', 'text')
      .addColumn('has_files', 'integer', (column) => column.notNull())
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('started_at_ms', 'bigint')
      .addColumn('finished_at_ms', 'bigint')
      .addColumn('superseded_at_ms', 'bigint')
      .addUniqueConstraint('generations_job_ordinal', ['job_id', 'ordinal'])
      .execute();
    // The claim: whatever any process does, a job has at most one active generation.
    await sql`create unique index generations_single_active on generations (job_id)
      where state in ('queued', 'processing')`.execute(database);
    await sql`create index generations_waiting on generations (created_at_ms, id)
      where state = 'queued'`.execute(database);
    await sql`create index generations_superseded on generations (superseded_at_ms)
      where has_files = 1 and superseded_at_ms is not null`.execute(database);
    await sql`create index jobs_newest on jobs (created_at_ms, id) where deleted_at_ms is null`.execute(
      database,
    );
    await sql`create index jobs_idle on jobs (updated_at_ms) where deleted_at_ms is null`.execute(database);
    await sql`create index jobs_deleted on jobs (deleted_at_ms) where deleted_at_ms is not null`.execute(
      database,
    );
  },
};

const priorities: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    await database.schema
      .alterTable('generations')
      .addColumn('priority_rank', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await database.schema.dropIndex('generations_waiting').execute();
    await sql`create index generations_waiting on generations (priority_rank, created_at_ms, id)
      where state = 'queued'`.execute(database);
  },
};

const aliveRuns: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    // Read once a second, among however many that ended or wait.
    await sql`create index generations_alive on generations (id) where state = 'processing'`.execute(
      database,
    );
  },
};

/** In the order of their names; one that has run anywhere is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-priorities': priorities,
  '0003-alive-runs': aliveRuns,
};

/** Brings a database to the current schema. On SQLite the caller holds the data directory's lock. */
export async function migrate<Schema>(database: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error });
}
