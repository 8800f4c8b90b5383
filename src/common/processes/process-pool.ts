import workerpool, { type Pool } from 'workerpool';
import { ProcessFailure, type ProcessFailureKind } from './process.errors.js';
import { readRssBytes } from './read-rss.js';
import {
  PARENT_PID_VARIABLE,
  type ChildAnswer,
  type ChildEvent,
  type ChildOutput,
} from './child-protocol.js';

export interface ProcessPoolOptions {
  /** At most this many child processes. */
  readonly maxProcesses: number;
  /** Started at once and kept ready; 0 starts one on first need. */
  readonly warmProcesses: number;
  /** A child whose resident memory passes this is killed. */
  readonly memoryMb: number;
}

export interface RunOptions<Event> {
  /** Counted anew once the child begins: waiting for a process is not held against the task. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}

/**
 * Has glibc (2.35 and later; nobody else listens) ask the kernel for pages of 2 MB where much memory is taken at
 * once. Pictures and meshes are such: a large relief costs a third of the page faults, and a sixth less time.
 */
const LARGE_PAGES = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

const MEMORY_CHECK_MS = 200;
const CLOSE_MS = 1_000;
const BYTES_PER_MB = 1024 * 1024;

/**
 * Runs methods of a worker script in child processes. A child may loop, leak, abort or be killed: that rejects
 * its one task, and the next task gets a fresh process. A rejected task's process is dead, not only asked to
 * stop: the pool kills by SIGKILL and waits for the exit.
 */
export class ProcessPool {
  readonly #pool: Pool;

  constructor(
    scriptPath: string,
    private readonly options: ProcessPoolOptions,
  ) {
    this.#pool = workerpool.pool(scriptPath, {
      workerType: 'process',
      maxWorkers: options.maxProcesses,
      minWorkers: options.warmProcesses,
      emitStdStreams: true,
      forkOpts: {
        serialization: 'advanced',
        execArgv: [`--max-old-space-size=${options.memoryMb}`, '--enable-source-maps'],
        // The child needs no secret of the parent's.
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: process.env['NODE_ENV'],
          ...LARGE_PAGES,
          [PARENT_PID_VARIABLE]: String(process.pid),
        },
      },
    });
  }

  /** Tasks that are running or waiting for a process. */
  get activeCount(): number {
    const { activeTasks, pendingTasks } = this.#pool.stats();
    return activeTasks + pendingTasks;
  }

  /**
   * @throws ProcessFailure telling apart an error of the method, a time-out, an abort by `signal`, exhausted
   * memory and a crash
   */
  async run<Result, Event = never>(
    method: string,
    request: unknown,
    options: RunOptions<Event>,
  ): Promise<Result> {
    const victim = new Victim();
    const timeout = setTimeout(() => {
      victim.kill('timed-out');
    }, options.timeoutMs);
    const task = this.#pool.exec(method, [request], {
      on: (event: ChildEvent<Event> | ChildOutput | null) => {
        if (event !== null && 'type' in event && event.type === 'started') {
          victim.started(event.pid);
          timeout.refresh();
        } else if (event !== null && 'type' in event) options.onEvent?.(event.event);
        else if (event !== null && 'stderr' in event) victim.lastWords = event.stderr;
      },
    });
    victim.giveUp = () => void task.cancel();
    const abort = (): void => {
      victim.kill('aborted');
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    if (options.signal?.aborted === true) abort();
    const memoryWatch = setInterval(() => void this.#watchMemory(victim), MEMORY_CHECK_MS);
    try {
      const answer = (await task) as ChildAnswer<Result>;
      if (answer.ok) return answer.result;
      throw new ProcessFailure('rejected', answer.error.message, answer.error);
    } catch (error) {
      throw error instanceof ProcessFailure ? error : victim.explain(error as Error);
    } finally {
      clearTimeout(timeout);
      clearInterval(memoryWatch);
      options.signal?.removeEventListener('abort', abort);
      victim.finished();
    }
  }

  /** Ends every child at once. */
  async close(): Promise<void> {
    try {
      await this.#pool.terminate(true, CLOSE_MS);
    } catch {
      // A child that was slow to go ends itself when it finds its parent gone.
    }
  }

  async #watchMemory(victim: Victim): Promise<void> {
    if (victim.pid === null) return;
    const rss = await readRssBytes(victim.pid);
    if (rss !== null && rss > this.options.memoryMb * BYTES_PER_MB) victim.kill('out-of-memory');
  }
}

/** The child process of one task: whom to kill, and why it was killed. */
class Victim {
  pid: number | null = null;
  lastWords = '';
  giveUp: () => void = () => undefined;
  #reason: Exclude<ProcessFailureKind, 'rejected' | 'crashed'> | null = null;
  #isDone = false;

  started(pid: number): void {
    this.pid = pid;
    if (this.#reason !== null) this.#strike();
  }

  kill(reason: 'aborted' | 'timed-out' | 'out-of-memory'): void {
    if (this.#isDone || this.#reason !== null) return;
    this.#reason = reason === 'timed-out' && this.pid === null ? 'never-started' : reason;
    // Without a pid the task still waits for a process: leaving the pool's queue is enough.
    if (this.pid === null) this.giveUp();
    else this.#strike();
  }

  /** From here on the pid may belong to another task. */
  finished(): void {
    this.#isDone = true;
    this.pid = null;
  }

  explain(error: Error): ProcessFailure {
    if (this.#reason !== null) return new ProcessFailure(this.#reason, `Process ${this.#reason}`);
    // V8 aborts a process whose heap is exhausted; the kernel's own killer sends SIGKILL.
    const kind = error.message.includes('SIGABRT') ? 'out-of-memory' : 'crashed';
    return new ProcessFailure(kind, `${error.message}\n${this.lastWords.slice(-2000)}`);
  }

  #strike(): void {
    if (this.pid === null || this.#isDone) return;
    try {
      process.kill(this.pid, 'SIGKILL');
    } catch {
      // Gone already: its exit rejects the task.
    }
  }
}
