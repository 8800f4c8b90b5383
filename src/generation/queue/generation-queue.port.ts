import type { Priority } from '../../jobs/job-store.port.js';

/** Asks a worker to run a generation. Carries ids only: what is to be done stands in the database. */
export interface QueueTask {
  readonly jobId: string;
  readonly generationId: string;
  /** Handed out before those of a lower one; normal where nothing is said. A handler is not told. */
  readonly priority?: Priority;
}

/**
 * Where a task joins those of its priority that wait: `behind` all of them, as what was claimed just now; or
 * `ahead` of them, behind others that joined so, as what waits in the database for longer than they do.
 */
export type PlaceInLine = 'behind' | 'ahead';

/** Runs one task to its end; never rejects. Told of a task that needs nothing more, it does nothing. */
export type TaskHandler = (task: QueueTask) => Promise<void>;

/**
 * Hands out work. It may hand a task out twice or late, for the database decides what a task may do; it hands
 * tasks out in the order in which their generations were claimed, as far as its technology allows.
 */
export interface GenerationQueue {
  /** Whether it may lose a task it was told of: then {@link missing} is to be asked now and then. */
  readonly canForget: boolean;
  /**
   * Makes a waiting generation known to the workers; joins `behind` where nothing is said.
   * @throws where the queue cannot take it (any more); a task refused for a time-out may come all the same
   */
  enqueue(task: QueueTask, place?: PlaceInLine): Promise<void>;
  /**
   * Of generations that wait, those that the queue would not hand out by itself. May name one that is just
   * being handed out: to enqueue it once more does no harm.
   * @throws where the queue cannot be asked
   */
  missing(tasks: readonly QueueTask[]): Promise<QueueTask[]>;
  /** Begins to hand tasks to `handler`, at most `concurrency` at once. Called once. */
  consume(handler: TaskHandler, concurrency: number): void;
  /** Hands out nothing more, and resolves when the handlers at work have ended. */
  close(): Promise<void>;
}

/** Injection token of {@link GenerationQueue}. */
export const GENERATION_QUEUE = Symbol('GenerationQueue');
