import type { Queue } from 'bull';
import type { ChainableCommander } from 'ioredis';
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
  const [waiting, paused, numberedCount] = await readTogether<[string[], string[], number]>(
    listsOf(queue, key).zcard(`${key}:priority`),
  );
  if (waiting.length === MOST_READ || paused.length === MOST_READ) return null;
  if (numberedCount > waiting.length + paused.length) await forgetNumbersOfGone(queue, key);
  return new Set([...waiting, ...paused].map(generationOf));
}

/** Somebody may have paused the queue with a tool of Bull's: its tasks then lie in another list. */
function listsOf({ client }: Queue, key: string): ChainableCommander {
  return client.multi().lrange(`${key}:wait`, -MOST_READ, -1).lrange(`${key}:paused`, -MOST_READ, -1);
}

/**
 * Bull finds a task's place by counting the numbers of those that wait, and keeps the number of a task that a
 * worker was given and died with: each one left has all later tasks join so many places too far ahead, in the end
 * before all that wait.
 */
async function forgetNumbersOfGone(queue: Queue, key: string): Promise<void> {
  const [waiting, paused, numbered] = await readTogether<[string[], string[], string[]]>(
    listsOf(queue, key).zrange(`${key}:priority`, 0, -1),
  );
  const there = new Set([...waiting, ...paused]);
  const gone = numbered.filter((id) => !there.has(id));
  if (gone.length > 0) await queue.client.zrem(`${key}:priority`, ...gone);
}

/** The answers as of one moment. */
async function readTogether<Answers extends unknown[]>(commands: ChainableCommander): Promise<Answers> {
  const answers = (await commands.exec()) ?? [];
  const [failure] = answers.flatMap(([error]) => error ?? []);
  if (failure !== undefined) throw failure;
  return answers.map(([, answer]) => answer) as Answers;
}
