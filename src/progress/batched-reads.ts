/** Ids of one statement. */
const MOST_AT_ONCE = 500;

interface Waiting<Value> {
  readonly resolve: (value: Value | null) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Reads single things for many who ask at once, as when thousands of clients come back after an outage: while one
 * read is at work whoever asks waits for the next, which is for all of them. Each answer was read after it was
 * asked for.
 */
export class BatchedReads<Value> {
  #asked = new Map<string, Waiting<Value>[]>();
  #isReading = false;

  /** @param read the values of those ids for which there is one, by id */
  constructor(private readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {}

  /** Null where there is nothing of this id. */
  get(id: string): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const others = this.#asked.get(id);
      if (others === undefined) this.#asked.set(id, [{ resolve, reject }]);
      else others.push({ resolve, reject });
      if (!this.#isReading) void this.#readAll();
    });
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    // Whoever asks in the same turn of the event loop is in the first batch already.
    await Promise.resolve();
    while (this.#asked.size > 0) {
      const batch = new Map([...this.#asked].slice(0, MOST_AT_ONCE));
      for (const id of batch.keys()) this.#asked.delete(id);
      await this.#readBatch(batch);
    }
    this.#isReading = false;
  }

  async #readBatch(batch: ReadonlyMap<string, readonly Waiting<Value>[]>): Promise<void> {
    try {
      const values = await this.read([...batch.keys()]);
      for (const [id, waiting] of batch) for (const { resolve } of waiting) resolve(values.get(id) ?? null);
    } catch (error) {
      for (const waiting of batch.values()) for (const { reject } of waiting) reject(error);
    }
  }
}
