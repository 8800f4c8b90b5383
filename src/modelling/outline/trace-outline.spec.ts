import { findConflicts } from './find-conflicts.js';
import { boxOf, doubleAreaOf, partCountOf } from './outline.js';
import { smoothLoops } from './smooth-loops.js';
import { traceOutline } from './trace-outline.js';
import { triangulateLoops } from './triangulate-loops.js';

const HASH = '#'.charCodeAt(0);

/** A canvas with a pitch of 1 mm from lines of `#` and `.`. */
const canvasOf = (...lines: string[]) => ({
  columns: lines[0]!.length,
  rows: lines.length,
  field: Float32Array.from(Buffer.from(lines.join('')), (sign) => (sign === HASH ? 1 : 0)),
  pitchXMm: 1,
  pitchYMm: 1,
});
const areasOf = (...lines: string[]): number[] =>
  traceOutline(canvasOf(...lines)).map(({ points }) => doubleAreaOf(points) / 2);

describe('tracing an outline', () => {
  it('should pass between samples, outer curves counter-clockwise and holes clockwise', () => {
    expect(areasOf('.....', '.###.', '.#.#.', '.###.', '.....')).toEqual([8.5, -0.5]);
  });

  it('should find the place of a soft edge by its value', () => {
    const canvas = { ...canvasOf('..', '..'), field: Float32Array.from([1, 0.25, 1, 0.25]) };
    const [loop] = traceOutline(canvas);
    expect(boxOf([loop!.points]).right).toBeCloseTo(0.5 + 2 / 3, 6);
  });

  it('should close along the edge of the picture what reaches it', () => {
    expect(areasOf('##', '##')).toEqual([4]);
  });

  it('should keep parts apart that meet at a corner only', () => {
    expect(areasOf('#..', '.#.', '..#')).toHaveLength(3);
    const loops = smoothLoops(traceOutline(canvasOf('....', '.#..', '..#.', '....')));
    expect(loops).toHaveLength(2);
    expect(findConflicts(loops, 0.01).count).toBe(0);
  });

  it('should take the steps out of a slanting edge without moving it', () => {
    const lines = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 60 }, (__, column) => (column < 10 + row / 2 ? '#' : '.')).join(''),
    );
    const [loop] = smoothLoops(traceOutline(canvasOf(...lines)));
    const offs: number[] = [];
    for (let at = 0; at < loop!.length; at += 2) {
      const [x, row] = [loop![at]!, 40 - loop![at + 1]! - 0.5];
      if (row > 8 && row < 32 && x > 5) offs.push(x - (10.25 + row / 2));
    }
    expect(Math.max(...offs) - Math.min(...offs)).toBeLessThan(0.25);
  });
});

describe('filling curves', () => {
  it('should use every edge, also of points that lie on a line', () => {
    const square = Float64Array.from([0, 0, 1, 0, 2, 0, 4, 0, 4, 4, 2, 4, 0, 4, 0, 1]);
    expect(triangulateLoops([square])).toHaveLength(3 * 6);
  });

  it('should leave holes open and fill what stands in them', () => {
    const ring = (low: number, high: number): number[] => [low, low, high, low, high, high, low, high];
    const hole = [2, 2, 2, 8, 8, 8, 8, 2];
    const loops = [ring(0, 10), hole, ring(4, 6)].map((loop) => Float64Array.from(loop));
    expect(partCountOf(loops)).toBe(2);
    expect(triangulateLoops(loops)).toHaveLength(3 * (8 + 2));
  });

  it('should fill a great many parts in as much time as they have points', () => {
    const loops = Array.from({ length: 60_000 }, (_, part) => {
      const [x, y] = [2 * (part % 300), 2 * Math.floor(part / 300)];
      return Float64Array.from([x, y, x + 1, y, x + 1, y + 1, x, y + 1]);
    });
    expect(triangulateLoops(loops)).toHaveLength(3 * 2 * 60_000);
  });
});
