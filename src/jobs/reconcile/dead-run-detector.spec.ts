import type { Heartbeat } from '../job-store.port.js';
import { DeadRunDetector } from './dead-run-detector.js';

const run = { jobId: 'job', generationId: 'generation', epoch: 1 };
const beat = (heartbeatNo: number, epoch = 1): Heartbeat[] => [{ run: { ...run, epoch }, heartbeatNo }];

/** Looks once a second and collects who was found dead when. */
function watch(
  detector: DeadRunDetector,
  seconds: number,
  heartbeats: (second: number) => Heartbeat[],
): number[] {
  const found: number[] = [];
  for (let second = 0; second <= seconds; second++) {
    if (detector.look(heartbeats(second), second * 1000).length > 0) found.push(second);
  }
  return found;
}

describe('DeadRunDetector', () => {
  it('should take a run for dead once its number stood still for 12 s', () => {
    expect(watch(new DeadRunDetector(), 13, () => beat(5))).toEqual([12, 13]);
  });

  it('should never take a run for dead while its number grows', () => {
    expect(watch(new DeadRunDetector(), 60, (second) => beat(Math.floor(second / 10)))).toEqual([]);
  });

  it('should not hold the silence of one epoch against the next', () => {
    expect(watch(new DeadRunDetector(), 20, (second) => beat(0, second < 10 ? 1 : 2))).toEqual([]);
  });

  it('should not count the time before a late look: the observer itself may have been stopped', () => {
    const detector = new DeadRunDetector();
    expect(watch(detector, 11, () => beat(5))).toEqual([]);
    expect(detector.look(beat(5), 60_000)).toEqual([]);
    expect(detector.look(beat(5), 61_000)).toEqual([run]);
  });

  it('should not count the time around a failed read, and keep what was seen before it', () => {
    const detector = new DeadRunDetector();
    watch(detector, 11, () => beat(5));
    detector.interrupt();
    expect(detector.look(beat(5), 12_000)).toEqual([]);
    expect(detector.look(beat(5), 13_000)).toEqual([run]);
  });

  it.each([
    { what: 'find the dead', heartbeatNo: () => 5, found: 1 },
    { what: 'let the living live', heartbeatNo: (second: number) => Math.floor(second / 5), found: 0 },
  ])('should $what where every third read fails', ({ heartbeatNo, found }) => {
    const detector = new DeadRunDetector();
    let foundCount = 0;
    for (let second = 0; foundCount === 0 && second < 120; second++) {
      if (second % 3 === 2) detector.interrupt();
      else foundCount += detector.look(beat(heartbeatNo(second)), second * 1000).length;
    }
    expect(foundCount).toBe(found);
  });
});
