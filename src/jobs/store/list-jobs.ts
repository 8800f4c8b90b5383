import { InvalidCursorError } from '../jobs.errors.js';
import type { JobPage } from '../job-store.port.js';
import type { JobsQueries } from './schema.js';
import { toViews } from './views.js';

/** A place in the listing: after the job of this time and id. */
interface Cursor {
  readonly createdAtMs: number;
  readonly id: string;
}

/** @throws InvalidCursorError */
export async function listJobs(queries: JobsQueries, limit: number, cursor: string | null): Promise<JobPage> {
  const after = cursor === null ? null : decodeCursor(cursor);
  let query = queries
    .selectFrom('jobs')
    .selectAll()
    .where('deleted_at_ms', 'is', null)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== null) {
    query = query.where((eb) =>
      eb(eb.refTuple('created_at_ms', 'id'), '<', eb.tuple(after.createdAtMs, after.id)),
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    views: await toViews(queries, shown),
    nextCursor:
      rows.length > limit && last !== undefined
        ? encodeCursor({ createdAtMs: last.created_at_ms, id: last.id })
        : null,
  };
}

function encodeCursor({ createdAtMs, id }: Cursor): string {
  return Buffer.from(`${createdAtMs}:${id}`).toString('base64url');
}

function decodeCursor(cursor: string): Cursor {
  const [, createdAtMs, id] =
    /^(\d{1,16}):([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (createdAtMs === undefined || id === undefined) throw new InvalidCursorError();
  return { createdAtMs: Number(createdAtMs), id };
}
