/** Asks a worker to run a generation. Carries ids only: what is to be done stands in the database. */
export interface QueueTask {
  readonly jobId: string;
  readonly generationId: string;
}

/** Runs one task to its end; never rejects. Told of a task that needs nothing more, it does nothing. */
export type TaskHandler = (task: QueueTask) => Promise<void>;

/**
 * Hands out work. It may hand a task out twice or late, for the database decides what a task may do; it hands
 * tasks out in the order in which their generations were claimed, as far as its technology allows.
 */
export interface GenerationQueue {
  /**
   * Makes a waiting generation known to the workers.
   * @throws where the queue cannot take it (any more)
   */
  enqueue(task: QueueTask): Promise<void>;
  /** Begins to hand tasks to `handler`, at most `concurrency` at once. Called once. */
  consume(handler: TaskHandler, concurrency: number): void;
  /** Hands out nothing more, and resolves when the handlers at work have ended. */
  close(): Promise<void>;
}

/** Injection token of {@link GenerationQueue}. */
export const GENERATION_QUEUE = Symbol('GenerationQueue');
