import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue } from 'bull';
import { RedisErrorLog } from '../../../common/redis/redis-error-log.js';
import type { GenerationQueue, PlaceInLine, QueueTask, TaskHandler } from '../generation-queue.port.js';
import type { BullConnections } from './bull-connections.js';
import { readTask, taskOptions, type TaskData } from './bull-options.js';
import { readWaitingGenerations } from './waiting-generations.js';

/** How long Bull may take to end once the handlers have: with Redis away it would take for ever. */
const BULL_CLOSE_LIMIT_MS = 750;

/**
 * The queue of a service of several processes: tasks lie in Redis, and any worker may get one. What Redis
 * loses, delays or hands out twice costs time and nothing else, for a task is only a hint at the database.
 */
export class BullGenerationQueue implements GenerationQueue {
  readonly canForget = true;
  readonly #log = new RedisErrorLog(BullGenerationQueue.name);
  readonly #instance = randomBytes(6).toString('hex');
  readonly #running = new Set<Promise<void>>();
  #enqueuedCount = 0;
  #closing: Promise<void> | null = null;

  constructor(
    private readonly queue: Queue<TaskData>,
    private readonly connections: BullConnections,
    private readonly prefix: string,
  ) {
    queue.on('error', (error) => {
      this.#log.report(error);
    });
  }

  /** Whether tasks can be added and handed out. */
  get isAlive(): boolean {
    return this.connections.areAlive;
  }

  async enqueue(task: QueueTask, place: PlaceInLine = 'behind'): Promise<void> {
    if (this.#closing !== null) throw new Error('The queue is closed');
    this.#refuseWhileAway();
    await this.#add({ priority: 'normal', ...task }, place);
  }

  async missing(tasks: readonly QueueTask[]): Promise<QueueTask[]> {
    this.#refuseWhileAway();
    const waiting = await readWaitingGenerations(this.queue, this.prefix);
    return waiting === null ? [] : tasks.filter(({ generationId }) => !waiting.has(generationId));
  }

  consume(handler: TaskHandler, concurrency: number): void {
    this.queue
      .process(concurrency, (job) => this.#handOut(job, handler))
      .catch((error: unknown) => {
        if (this.#closing === null) this.#log.report(error);
      });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const ended = this.queue.close().catch((error: unknown) => {
      this.#log.report(error);
    });
    await Promise.all(this.#running);
    if (this.connections.canWrite)
      await Promise.race([ended, pause(BULL_CLOSE_LIMIT_MS, undefined, { ref: false })]);
    await this.connections.close();
  }

  /** A patient client would keep what it is told until Redis is back, however much that becomes. */
  #refuseWhileAway(): void {
    if (this.queue.client.status !== 'ready') throw new Error('Redis cannot be reached');
  }

  async #add(task: TaskData, place: PlaceInLine): Promise<void> {
    this.#enqueuedCount += 1;
    await this.queue.add(task, taskOptions(task, `${this.#instance}.${this.#enqueuedCount}`, place));
  }

  async #handOut({ data }: Job<unknown>, handler: TaskHandler): Promise<void> {
    const task = readTask(data);
    if (task === null) return;
    // It was on its way when this worker closed: another one gets it, and next.
    if (this.#closing !== null) return this.#add(task, 'ahead');
    const { jobId, generationId } = task;
    const run = handler({ jobId, generationId }).finally(() => this.#running.delete(run));
    this.#running.add(run);
    await run;
  }
}
