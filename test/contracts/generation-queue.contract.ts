import type { GenerationQueue, QueueTask } from '../../src/generation/queue/generation-queue.port.js';

/** A queue with the database side of it: what is made to wait there, and what a handler takes from it. */
export interface QueueUnderTest {
  readonly queue: GenerationQueue;
  /** Makes a generation wait, as a committed claim does; does not tell the queue. */
  addWaiting(): Promise<QueueTask>;
  /** Takes a generation, as a handler's first step does; false where it does not wait. */
  take(task: QueueTask): Promise<boolean>;
  /** Puts a taken generation back. */
  putBack(task: QueueTask): Promise<void>;
  close(): Promise<void>;
}

/** A handler that the test lets go on when it wants. */
export class Gate {
  readonly begun: QueueTask[] = [];
  readonly #open: (() => void)[] = [];
  readonly #watchers: { count: number; resolve: () => void }[] = [];
  runningCount = 0;
  mostAtOnce = 0;

  async pass({ jobId, generationId }: QueueTask): Promise<void> {
    this.begun.push({ jobId, generationId });
    this.runningCount += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.runningCount);
    for (const watcher of this.#watchers) if (this.begun.length >= watcher.count) watcher.resolve();
    await new Promise<void>((resolve) => this.#open.push(resolve));
    this.runningCount -= 1;
  }

  letOneGo(): void {
    this.#open.shift()?.();
  }

  hasBegun(count: number): Promise<void> {
    if (this.begun.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push({ count, resolve }));
  }
}

/** What every {@link GenerationQueue} keeps to. */
export function describeGenerationQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} as a GenerationQueue`, () => {
    let subject: QueueUnderTest;
    let gate: Gate;

    const handler = async (task: QueueTask): Promise<void> => {
      if (await subject.take(task)) await gate.pass(task);
    };

    async function enqueued(): Promise<QueueTask> {
      const task = await subject.addWaiting();
      await subject.queue.enqueue(task);
      return task;
    }

    beforeEach(async () => {
      subject = await open();
      gate = new Gate();
    });

    afterEach(async () => {
      for (let index = 0; index < 100; index++) gate.letOneGo();
      await subject.close();
    });

    it('should hand out what was enqueued before and after it was consumed, in the order of the claims', async () => {
      const tasks = [await enqueued(), await enqueued()];
      subject.queue.consume(handler, 1);
      tasks.push(await enqueued());
      for (let count = 1; count <= 3; count++) {
        await gate.hasBegun(count);
        gate.letOneGo();
      }
      expect(gate.begun).toEqual(tasks);
    });

    it('should have at most the given number of handlers at work', async () => {
      for (let index = 0; index < 6; index++) await enqueued();
      subject.queue.consume(handler, 2);
      for (let count = 2; count <= 6; count++) {
        await gate.hasBegun(count);
        gate.letOneGo();
      }
      expect(gate.mostAtOnce).toBe(2);
    });

    it('should hand out again what a handler put back, before what was claimed after it', async () => {
      const first = await enqueued();
      const others = [await enqueued(), await enqueued()];
      subject.queue.consume(handler, 1);
      await gate.hasBegun(1);
      await subject.putBack(first);
      await subject.queue.enqueue(first, 'ahead');
      for (let count = 2; count <= 4; count++) {
        gate.letOneGo();
        await gate.hasBegun(count);
      }
      expect(gate.begun).toEqual([first, first, ...others]);
    });

    it('should miss nothing that it was told of and has not handed out', async () => {
      const tasks = [await enqueued(), await enqueued()];
      expect(await subject.queue.missing(tasks)).toEqual([]);
    });

    it('should hand out nothing more once closed, and wait for the handlers at work', async () => {
      await enqueued();
      const left = await enqueued();
      subject.queue.consume(handler, 1);
      await gate.hasBegun(1);
      let isClosed = false;
      const closed = subject.queue.close().then(() => {
        isClosed = true;
      });
      await expect(subject.queue.enqueue(left)).rejects.toThrow();
      expect(isClosed).toBe(false);
      gate.letOneGo();
      await closed;
      expect(gate.begun).toHaveLength(1);
    });
  });
}
