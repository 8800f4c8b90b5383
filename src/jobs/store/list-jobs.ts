import { InvalidCursorError } from '../jobs.errors.js';
import type { JobPage } from '../job-store.port.js';
import type { JobsQueries } from './schema.js';
import { readViews } from './views.js';

/** A place in the listing: after the job of this time and id. */
interface Cursor {
  readonly createdAtMs: number;
  readonly id: string;
}

/** @throws InvalidCursorError */
export async function listJobs(queries: JobsQueries, limit: number, cursor: string | null): Promise<JobPage> {
  const after = cursor === null ? null : decodeCursor(cursor);
  const views = await readViews(
    queries,
    (jobs) => {
      const newest = jobs
        .where('deleted_at_ms', 'is', null)
        .orderBy('created_at_ms', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (after === null) return newest;
      return newest.where((eb) =>
        eb(eb.refTuple('created_at_ms', 'id'), '<', eb.tuple(after.createdAtMs, after.id)),
      );
    },
    'many',
  );
  const shown = views.slice(0, limit);
  const last = shown.at(-1)?.job;
  return {
    views: shown,
    nextCursor: views.length > limit && last !== undefined ? encodeCursor(last) : null,
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
