import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { BatchedReads } from './batched-reads.js';

describe('BatchedReads', () => {
  it('should read once for all who ask while a read is at work', async () => {
    const batches: (readonly string[])[] = [];
    const goOn: (() => void)[] = [];
    const reads = new BatchedReads<string>(async (ids) => {
      batches.push(ids);
      await new Promise<void>((resolve) => goOn.push(resolve));
      return new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, `value of ${id}`]));
    });

    const first = reads.get('a');
    await Promise.resolve();
    const later = ['a', 'b', 'b', 'unknown'].map((id) => reads.get(id));
    goOn.shift()?.();
    expect(await first).toBe('value of a');
    await turnOfTheLoop();
    goOn.shift()?.();
    expect(await Promise.all(later)).toEqual(['value of a', 'value of b', 'value of b', null]);
    expect(batches).toEqual([['a'], ['a', 'b', 'unknown']]);
  });

  it('should tell all of a batch when it fails, and read anew for the next', async () => {
    let isBroken = true;
    const reads = new BatchedReads<number>((ids) =>
      isBroken ? Promise.reject(new Error('away')) : Promise.resolve(new Map(ids.map((id) => [id, 1]))),
    );
    const both = await Promise.allSettled([reads.get('a'), reads.get('b')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await reads.get('a')).toBe(1);
  });

  it('should ask for some hundreds at once', async () => {
    const sizes: number[] = [];
    const reads = new BatchedReads<number>((ids) => {
      sizes.push(ids.length);
      return Promise.resolve(new Map());
    });
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => reads.get(String(index))));
    expect(sizes).toEqual([500, 500, 200]);
  });
});
