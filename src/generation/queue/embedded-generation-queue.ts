import { Logger } from '@nestjs/common';
import type { EventBus } from '../../common/events/event-bus.port.js';
import { QUEUE_MOVED } from '../../jobs/jobs.events.js';
import type { GenerationQueue, QueueTask, TaskHandler } from './generation-queue.port.js';

const LOOK_EVERY_MS = 1_000;

/**
 * The queue of a service that is one process. It holds no tasks of its own: the waiting generations in the
 * database are the queue, commits wake it, and once a second it looks by itself. So it forgets nothing in a
 * crash, grows with nothing, and keeps the order that the queue positions show.
 */
export class EmbeddedGenerationQueue implements GenerationQueue {
  readonly canForget = false;
  readonly #logger = new Logger(EmbeddedGenerationQueue.name);
  readonly #running = new Map<string, Promise<void>>();
  readonly #unsubscribe: () => void;
  #consumer: { handler: TaskHandler; concurrency: number } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;
  #isFilling = false;
  #isWoken = false;

  /** @param readWaiting the oldest waiting generations, next first, at most so many */
  constructor(
    private readonly readWaiting: (limit: number) => Promise<QueueTask[]>,
    bus: EventBus,
  ) {
    this.#unsubscribe = bus.subscribe(QUEUE_MOVED, () => {
      this.#wake();
    });
  }

  enqueue(_task: QueueTask): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('The queue is closed'));
    this.#wake();
    return Promise.resolve();
  }

  /** None ever: what waits in the database is the queue. */
  missing(): Promise<QueueTask[]> {
    return Promise.resolve([]);
  }

  consume(handler: TaskHandler, concurrency: number): void {
    this.#consumer = { handler, concurrency };
    this.#timer = setInterval(() => {
      this.#wake();
    }, LOOK_EVERY_MS);
    this.#wake();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe();
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all(this.#running.values());
  }

  #wake(): void {
    this.#isWoken = true;
    if (!this.#isFilling) void this.#fill();
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    try {
      while (this.#isWoken) {
        this.#isWoken = false;
        await this.#handOut();
      }
    } catch (error) {
      this.#logger.error('Could not read what waits', (error as Error).stack);
    } finally {
      this.#isFilling = false;
    }
  }

  async #handOut(): Promise<void> {
    const { handler, concurrency } = this.#consumer ?? { handler: null, concurrency: 0 };
    if (handler === null || this.#running.size >= concurrency) return;
    // A generation that was put back may still have its last handler at work: look past as many.
    for (const task of await this.readWaiting(concurrency + this.#running.size)) {
      if (this.#isClosed || this.#running.size >= concurrency) return;
      if (!this.#running.has(task.generationId)) this.#run(task, handler);
    }
  }

  #run(task: QueueTask, handler: TaskHandler): void {
    const ended = handler(task).finally(() => {
      this.#running.delete(task.generationId);
      this.#wake();
    });
    this.#running.set(task.generationId, ended);
  }
}
