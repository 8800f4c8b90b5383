import { jest } from '@jest/globals';
import type { JobSnapshot } from './progress.events.js';
import { UpdateStream } from './update-stream.js';

function snapshot(seq: number, change: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    job_id: 'job',
    generation_id: 'generation',
    status: 'processing',
    is_active: true,
    progress: 0,
    stage: 'meshing',
    step: '',
    seq,
    attempt: 1,
    eta_seconds: null,
    priority: 'normal',
    queue_position: null,
    created_at: '',
    updated_at: '',
    ...change,
  };
}

describe('UpdateStream', () => {
  let sent: number[];
  let stream: UpdateStream;
  let isFollowed: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    isFollowed = false;
    stream = new UpdateStream(
      ({ seq }) => sent.push(seq),
      () => isFollowed,
    );
  });

  afterEach(() => {
    stream.close();
    jest.useRealTimers();
  });

  it('should send at most five a second of a thousand, and the last one always (scenario 35)', () => {
    const sentAtMs: number[] = [];
    const timed = new UpdateStream(
      ({ seq }) => {
        sent.push(seq);
        sentAtMs.push(Date.now());
      },
      () => true,
    );
    for (let seq = 1; seq <= 1000; seq++) {
      timed.push(snapshot(seq));
      jest.advanceTimersByTime(1);
    }
    jest.advanceTimersByTime(250);
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.at(-1)).toBe(1000);
    for (const [index, atMs] of sentAtMs.entries()) {
      expect(sentAtMs.filter((other) => other >= atMs && other < atMs + 1000).length).toBeLessThanOrEqual(5);
      expect(index === 0 || sent[index]! > sent[index - 1]!).toBe(true);
    }
    timed.close();
  });

  it('should send the end of a generation at once, and nothing older after it', () => {
    stream.push(snapshot(1));
    stream.push(snapshot(2));
    stream.push(snapshot(3, { status: 'completed', is_active: false }));
    jest.advanceTimersByTime(1000);
    expect(sent).toEqual([1, 3]);
  });

  it('should drop what arrives late, also after a quiet while', () => {
    stream.push(snapshot(5));
    jest.advanceTimersByTime(10_000);
    stream.push(snapshot(4));
    stream.push(snapshot(6));
    expect(sent).toEqual([5, 6]);
  });

  it('should remember what a follower knows for as long as it follows, and no longer', () => {
    isFollowed = true;
    stream.remember(snapshot(5));
    jest.advanceTimersByTime(10 * 60_000);
    expect([4, 5, 6].map((seq) => stream.isBehind('job', seq))).toEqual([false, false, true]);
    stream.push(snapshot(5));
    stream.push(snapshot(6));
    isFollowed = false;
    jest.advanceTimersByTime(10 * 60_000);
    expect(stream.isBehind('job', 7)).toBe(false);
    stream.push(snapshot(1));
    expect(sent).toEqual([6, 1]);
  });

  it('should not send what waits for its turn once an answer told as much', () => {
    stream.push(snapshot(1));
    stream.push(snapshot(2));
    stream.remember(snapshot(2));
    jest.advanceTimersByTime(1_000);
    stream.push(snapshot(3));
    expect(sent).toEqual([1, 3]);
  });

  describe('when a start is taken back, and the job stands at its former end again', () => {
    const end = (seq: number): JobSnapshot => snapshot(seq, { status: 'completed', is_active: false });
    const next = (seq: number): JobSnapshot => snapshot(seq, { generation_id: 'next', status: 'pending' });

    it('should not tell that end again, nor what stands between, where nobody was told of the start', () => {
      stream.push(end(3));
      stream.push(next(4));
      stream.push(end(5));
      jest.advanceTimersByTime(1_000);
      expect(stream.isBehind('job', 5)).toBe(false);
      stream.push(next(6));
      expect(sent).toEqual([3, 6]);
    });

    it('should not tell a follower of it who got that end as an answer', () => {
      stream.remember(end(3));
      stream.push(end(5));
      expect(sent).toEqual([]);
    });

    it('should tell of it those who were told of the start', () => {
      stream.push(end(3));
      jest.advanceTimersByTime(1_000);
      stream.push(next(4));
      stream.push(end(5));
      expect(sent).toEqual([3, 4, 5]);
    });
  });

  it('should keep jobs apart', () => {
    stream.push(snapshot(7));
    stream.push(snapshot(1, { job_id: 'other' }));
    expect(sent).toEqual([7, 1]);
  });
});
