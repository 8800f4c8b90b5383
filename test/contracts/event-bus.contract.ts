import { topic, type EventBus } from '../../src/common/events/event-bus.port.js';

const COUNTED = topic<{ readonly count: number }>('test.counted');
const OTHER = topic<{ readonly count: number }>('test.other');

/** What every {@link EventBus} keeps to. */
export function describeEventBus(
  name: string,
  open: () => Promise<{ bus: EventBus; close: () => Promise<void> }>,
): void {
  describe(`${name} as an EventBus`, () => {
    let bus: EventBus;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ bus, close } = await open());
    });

    afterEach(async () => {
      await close();
    });

    it('should hand each event to every subscriber of its topic, in order', async () => {
      const seen: string[] = [];
      const done = new Promise<void>((resolve) => {
        bus.subscribe(COUNTED, ({ count }) => void seen.push(`a${count}`));
        bus.subscribe(COUNTED, ({ count }) => {
          seen.push(`b${count}`);
          if (count === 2) resolve();
        });
      });
      bus.subscribe(OTHER, () => void seen.push('other'));
      bus.publish(COUNTED, { count: 1 });
      bus.publish(COUNTED, { count: 2 });
      await done;
      expect(seen).toEqual(['a1', 'b1', 'a2', 'b2']);
    });

    it('should hand nothing to a subscription that has ended', async () => {
      const seen: number[] = [];
      const end = bus.subscribe(COUNTED, ({ count }) => void seen.push(count));
      end();
      const done = new Promise<void>((resolve) => {
        bus.subscribe(COUNTED, () => {
          resolve();
        });
      });
      bus.publish(COUNTED, { count: 1 });
      await done;
      expect(seen).toEqual([]);
    });

    it('should keep the publisher and the other subscribers from a subscriber that throws', async () => {
      bus.subscribe(COUNTED, () => {
        throw new Error('a broken listener');
      });
      const received = new Promise<number>((resolve) => {
        bus.subscribe(COUNTED, ({ count }) => {
          resolve(count);
        });
      });
      expect(() => {
        bus.publish(COUNTED, { count: 7 });
      }).not.toThrow();
      expect(await received).toBe(7);
    });
  });
}
