import { DomainError } from '../errors/domain-error.js';

/** What a failure of a database means to whoever asked: the words of both databases, in one place. */
type Fault = 'unavailable' | 'disk-full';

const FAULT_OF_CODE: Readonly<Record<string, Fault>> = {
  SQLITE_BUSY: 'unavailable',
  SQLITE_FULL: 'disk-full',
  // PostgreSQL, too busy: lock and statement time-outs, deadlock, serialisation, no connection left. All of
  // them undo the whole transaction.
  '55P03': 'unavailable',
  '57014': 'unavailable',
  '40P01': 'unavailable',
  '40001': 'unavailable',
  '53300': 'unavailable',
  // PostgreSQL, going away or coming back: shutdown, crash, start-up, a stand-by that takes no writes yet, a
  // session ended for idling in a transaction.
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '57P05': 'unavailable',
  '25006': 'unavailable',
  '25P03': 'unavailable',
  '53100': 'disk-full',
};

/** The database cannot be reached, or is too busy to answer in time. */
export function databaseUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'DATABASE_UNAVAILABLE',
    'The records cannot be reached. Try again shortly.',
    {},
    cause,
  );
}

export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'DATABASE_UNAVAILABLE';
}

/** The failure of a statement as the rest of the program knows it; what has no meaning there stays as it is. */
export function toDomainError(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  const fault = typeof code === 'string' ? FAULT_OF_CODE[code] : undefined;
  if (fault === undefined) return error;
  return fault === 'unavailable'
    ? databaseUnavailable(error)
    : new DomainError('DISK_FULL', 'The disk is full. Nothing was stored.', {}, error);
}
