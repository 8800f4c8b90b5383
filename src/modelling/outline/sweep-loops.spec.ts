import { doubleAreaOf, partCountOf, pointCountOf, type Loops } from './outline.js';
import { simplifyLoops } from './simplify-loops.js';
import { triangulateLoops } from './triangulate-loops.js';

/** What is looked at of a filling: its area beside that of the curves, and how often each edge of theirs is used. */
function inspect(loops: Loops, triangles: Uint32Array) {
  const points = loops.flatMap((loop) =>
    Array.from({ length: loop.length / 2 }, (_, point): readonly [number, number] => [
      loop[2 * point]!,
      loop[2 * point + 1]!,
    ]),
  );
  const uses = new Map<string, number>();
  const areas: number[] = [];
  for (let corner = 0; corner < triangles.length; corner += 3) {
    const three = [triangles[corner]!, triangles[corner + 1]!, triangles[corner + 2]!];
    for (const [at, from] of three.entries()) {
      const edge = `${from} ${three[(at + 1) % 3]!}`;
      uses.set(edge, (uses.get(edge) ?? 0) + 1);
    }
    areas.push(doubleAreaOf(Float64Array.from(three.flatMap((point) => points[point]!))) / 2);
  }
  const outer = loops.flatMap((loop, number) => {
    const start = pointCountOf(loops.slice(0, number));
    const count = loop.length / 2;
    return Array.from({ length: count }, (_, at) => `${start + at} ${start + ((at + 1) % count)}`);
  });
  const open = [...uses.keys()].filter((edge) => !uses.has(edge.split(' ').reverse().join(' ')));
  return {
    least: Math.min(...areas),
    area: areas.reduce((sum, area) => sum + area, 0),
    mostUses: Math.max(...uses.values()),
    open: open.sort(),
    outer: outer.sort(),
  };
}

function expectFilled(loops: Loops, isRefined: boolean): void {
  const triangles = triangulateLoops(loops, isRefined);
  const { least, area, mostUses, open, outer } = inspect(loops, triangles);
  expect(triangles.length / 3).toBe(pointCountOf(loops) + 2 * loops.length - 4 * partCountOf(loops));
  expect(least).toBeGreaterThan(0);
  expect(mostUses).toBe(1);
  expect(open).toEqual(outer);
  const enclosed = loops.reduce((sum, loop) => sum + doubleAreaOf(loop) / 2, 0);
  expect(area / enclosed).toBeCloseTo(1, 9);
}

const polygon = (x: number, y: number, radius: number, count: number, turn = 1): Float64Array =>
  Float64Array.from({ length: 2 * count }, (_, at) => {
    const angle = (turn * 2 * Math.PI * (at >> 1)) / count + x;
    // Ragged, so that chains bend both ways.
    const reach = radius * (0.9 + 0.1 * Math.sin(7 * angle));
    return Math.fround(at % 2 === 0 ? x + reach * Math.cos(angle) : y + reach * Math.sin(angle));
  });

describe.each([false, true])('filling curves by a sweep, slivers flipped away: %s', (isRefined) => {
  it('should fill parts in holes in parts, each edge used once', () => {
    const rings = [12, 10, 8, 6, 4, 2].map((radius, depth) =>
      polygon(20, 20, radius, 60, depth % 2 === 0 ? 1 : -1),
    );
    const beside = [polygon(50, 18, 9, 41), polygon(47, 18, 2, 5, -1), polygon(53, 17.5, 2, 7, -1)];
    expectFilled([...rings, ...beside], isRefined);
  });

  it('should fill what has many points on level and upright lines, as traced curves do', () => {
    const steps: number[] = [0, 0];
    for (let step = 0; step < 9; step++) steps.push(10, step, 10, step + 0.5, 3, step + 0.5, 3, step + 1);
    steps.push(0, 9);
    const holes = [2, 4, 6].map((y) => [1, y, 1, y + 1, 1.5, y + 1, 2, y + 1, 2, y + 0.5, 2, y, 1.5, y]);
    expectFilled(
      [steps, ...holes].map((places) => Float64Array.from(places)),
      isRefined,
    );
  });

  it('should fill a spiral, which one line crosses often', () => {
    const count = 600;
    const at = (turns: number, width: number): [number, number] => {
      const angle = 2 * Math.PI * turns;
      return [Math.fround((turns + width) * Math.cos(angle)), Math.fround((turns + width) * Math.sin(angle))];
    };
    const turnsOf = (step: number): number => 1 + (9 * step) / count;
    const outside = Array.from({ length: count }, (_, step) => at(turnsOf(step), 0.4));
    const inside = Array.from({ length: count }, (_, step) => at(turnsOf(step), 0)).reverse();
    expectFilled([Float64Array.from([...outside, ...inside].flat())], isRefined);
  });
});

describe('curves of a great many points', () => {
  it('should fill a plate with a hundred thousand holes', () => {
    const [across, down] = [400, 250];
    const plate = Float64Array.from([0, 0, 2 * across, 0, 2 * across, 2 * down, 0, 2 * down]);
    const holes = Array.from({ length: across * down }, (_, hole) => {
      const [x, y] = [2 * (hole % across) + 0.5, 2 * Math.floor(hole / across) + 0.5];
      return Float64Array.from([x, y, x, y + 1, x + 1, y + 1, x + 1, y]);
    });
    expect(triangulateLoops([plate, ...holes])).toHaveLength(3 * (4 + 6 * holes.length - 2));
  });

  it('should take the points between the ends of the longest comb', () => {
    const [teeth, length] = [1500, 2000];
    const points: number[] = [];
    for (let tooth = 0; tooth < teeth; tooth++) {
      for (let step = 0; step < length / 2; step++) points.push(tooth, 2 * step);
      for (let step = length / 2; step > 0; step--) points.push(tooth + 0.5, 2 * step);
    }
    points.push(teeth, -1, 0, -1);
    const [simple] = simplifyLoops([Float64Array.from(points)], 0.01);
    expect(simple!.length / 2).toBeLessThan(4 * teeth + (teeth * length) / 1000);
    expect(simple!.length / 2).toBeGreaterThan(4 * teeth);
  });
});
