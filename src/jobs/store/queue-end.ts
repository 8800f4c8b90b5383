import { sql, type Transaction } from 'kysely';
import { countWaiting } from './queue-reads.js';
import type { JobsDatabase, Schema } from './schema.js';

/** How many claims may count and commit side by side: no more than so many are ever invisible to one of them. */
const PLACES = 64;

/** Name these locks among all that share the database; of the second kind there is one for each place. */
const QUEUE_END = sql.lit(8_311_471_205);
const QUEUE_PLACES = sql.lit(831_147_120);

/** How a claim stands at the end of the queue: with up to 63 others, or alone. */
export type Standing = 'beside others' | 'alone';

/**
 * Counts who waits, the caller's own claim among them, such that the limit holds however many claims meet: those
 * that count side by side do not see one another, and would all take the last place. So as long as all that may
 * stand side by side still fit, they do, and commit together; nearer to the limit each stands alone until its
 * transaction ends. Taken after the job's lock.
 * @returns `unsure` where who stands beside others cannot tell: it has to come again, alone
 */
export async function findRoom(
  { locksRows }: JobsDatabase,
  trx: Transaction<Schema>,
  limit: number,
  standing: Standing,
): Promise<'room' | 'full' | 'unsure'> {
  // A database whose transactions all hold the write lock has everyone stand alone.
  const isAlone = standing === 'alone' || !locksRows;
  if (!isAlone) {
    await sql`select pg_advisory_xact_lock_shared(${QUEUE_END}),
      pg_advisory_xact_lock(${QUEUE_PLACES}, floor(random() * ${sql.lit(PLACES)})::int)`.execute(trx);
  } else if (locksRows) {
    await sql`select pg_advisory_xact_lock(${QUEUE_END})`.execute(trx);
  }
  const count = await countWaiting(trx);
  if (count > limit) return 'full';
  return isAlone || count + PLACES <= limit ? 'room' : 'unsure';
}
