import { once } from 'node:events';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import { PARENT_PID_VARIABLE, type ChildAnswer, type ChildError, type ChildEvent } from './child-protocol.js';

/** A method that a child process offers: one plain request in, one plain result out, events meanwhile. */
export type ChildMethod = (request: never, emit: (event: unknown) => void) => Promise<unknown>;

const CHILD_NICENESS = 10;

/**
 * Offers methods to the parent's {@link ProcessPool}. Called once, at the top of a `*.worker.ts` script.
 * The child gives way to the server (niceness 10) and never outlives it.
 */
export async function serveMethods(methods: Record<string, ChildMethod>): Promise<void> {
  setPriority(CHILD_NICENESS);
  leaveSignalsToParent();
  await watchParent();
  const served = Object.entries(methods).map(([name, method]) => [
    name,
    async (request: never): Promise<ChildAnswer<unknown>> => {
      tell({ type: 'started', pid: process.pid });
      try {
        const emit = (event: unknown): void => {
          tell({ type: 'event', event });
        };
        return { ok: true, result: await method(request, emit) };
      } catch (error) {
        return { ok: false, error: toData(error) };
      }
    },
  ]);
  workerpool.worker(
    Object.fromEntries(served) as Record<string, (request: never) => Promise<ChildAnswer<unknown>>>,
  );
}

function tell(event: ChildEvent<unknown>): void {
  workerpool.workerEmit(event);
}

function toData(error: unknown): ChildError {
  const { message, code, details } = error as { message?: unknown; code?: unknown; details?: unknown };
  return {
    message: String(message),
    code: typeof code === 'string' ? code : null,
    details: typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
  };
}

/** A terminal's interrupt reaches the whole process group; whether a child goes on is its parent's to decide. */
function leaveSignalsToParent(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

/**
 * A busy loop never sees that its parent is gone, so a thread beside it looks twice a second. Source as text:
 * the thread needs nothing but Node, and no second file to find. A thread does not begin before its creator's
 * event loop turns, hence the wait: a method that loops at once would never let it.
 */
async function watchParent(): Promise<void> {
  const watch = `
    const { workerData: parentPid } = require('node:worker_threads');
    setInterval(() => { if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL'); }, 500);
  `;
  const guard = new Worker(watch, { eval: true, workerData: Number(process.env[PARENT_PID_VARIABLE]) });
  await once(guard, 'online');
  guard.unref();
}
