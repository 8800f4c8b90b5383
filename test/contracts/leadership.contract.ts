import type { Leadership } from '../../src/jobs/reconcile/leadership.port.js';
import { untilTrue } from '../support/process-table.js';

/** Resolves when the process leads. */
export function untilLeading(candidate: Leadership): Promise<void> {
  return untilTrue(() => Promise.resolve(candidate.term !== null));
}

/**
 * What every {@link Leadership} keeps to.
 * @param candidate a process that may lead; one made after another was closed may follow it
 */
export function describeLeadership(name: string, candidate: () => Leadership): void {
  describe(`${name} as a Leadership`, () => {
    it('should not lead before it campaigns', () => {
      expect(candidate().term).toBeNull();
    });

    it('should keep its term for as long as it leads, however often it campaigns', async () => {
      const leader = candidate();
      leader.campaign();
      await untilLeading(leader);
      const { term } = leader;
      leader.campaign();
      await new Promise(setImmediate);
      expect(leader.term).toBe(term);
      await leader.close();
    });

    it('should lead no more once closed, and leave the lead to whoever comes next', async () => {
      const former = candidate();
      former.campaign();
      await untilLeading(former);
      await former.close();
      expect(former.term).toBeNull();
      former.campaign();
      const next = candidate();
      next.campaign();
      await untilLeading(next);
      expect(former.term).toBeNull();
      await next.close();
    });
  });
}
