import type { Queue } from 'bull';
import { generationOf, QUEUE_NAME } from './bull-options.js';

/** Ids read of what waits: with a full queue of the default size, all of them; about a megabyte at most. */
const MOST_READ = 20_000;

/**
 * The generations for which a task waits in Bull, whichever of their tasks it is. A task that a worker has is
 * not among them: its generation waits no more once the worker has taken it, and if the worker died before
 * that, nobody else will.
 * @returns null where more tasks wait than can be looked through: then none can be said to be missing
 */
export async function readWaitingGenerations(queue: Queue, prefix: string): Promise<Set<string> | null> {
  const key = `${prefix}:${QUEUE_NAME}`;
  // Somebody may have paused the queue with a tool of Bull's: its tasks then lie in another list.
  const [waiting, paused] = await Promise.all([
    queue.client.lrange(`${key}:wait`, -MOST_READ, -1),
    queue.client.lrange(`${key}:paused`, -MOST_READ, -1),
  ]);
  if (waiting.length === MOST_READ || paused.length === MOST_READ) return null;
  return new Set([...waiting, ...paused].map(generationOf));
}
