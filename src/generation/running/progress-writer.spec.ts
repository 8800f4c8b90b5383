import { jest } from '@jest/globals';
import type { ProgressRecord } from '../../jobs/job-store.port.js';
import { ProgressWriter } from './progress-writer.js';

describe('ProgressWriter', () => {
  let written: ProgressRecord[];
  let isCurrent: boolean;
  let fencedCount: number;
  let writer: ProgressWriter;

  beforeEach(() => {
    jest.useFakeTimers();
    written = [];
    isCurrent = true;
    fencedCount = 0;
    writer = new ProgressWriter(
      (record) => {
        written.push(record);
        return Promise.resolve(isCurrent);
      },
      () => {
        fencedCount += 1;
      },
    );
  });

  afterEach(async () => {
    await writer.stop();
    jest.useRealTimers();
  });

  it('should store at most four times a second what is reported a thousand times, the newest last', async () => {
    for (let count = 1; count <= 1000; count++) {
      writer.push({ stage: 'writing', fraction: count / 1000 });
      await jest.advanceTimersByTimeAsync(1);
    }
    await jest.advanceTimersByTimeAsync(250);
    expect(written.length).toBeLessThanOrEqual(6);
    expect(written.at(-1)).toMatchObject({ stage: 'writing', progress: 99 });
  });

  it('should leave 100 to what is completed', async () => {
    writer.push({ stage: 'writing', fraction: 1 });
    await jest.advanceTimersByTimeAsync(300);
    expect(written.map(({ progress }) => progress)).toEqual([99]);
  });

  it('should say when the run is not the current one any more', async () => {
    isCurrent = false;
    writer.push({ stage: 'meshing', fraction: 0 });
    await jest.advanceTimersByTimeAsync(300);
    expect(fencedCount).toBe(1);
  });

  it('should store nothing once stopped, or the newest where that is asked for', async () => {
    writer.push({ stage: 'decoding', fraction: 0 });
    await jest.advanceTimersByTimeAsync(1);
    writer.push({ stage: 'checking', fraction: 0.5 });
    await writer.stopStored();
    writer.push({ stage: 'writing', fraction: 0.5 });
    await jest.advanceTimersByTimeAsync(1000);
    expect(written.map(({ stage }) => stage)).toEqual(['decoding', 'checking']);
  });
});
