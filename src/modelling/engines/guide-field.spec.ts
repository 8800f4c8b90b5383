import { guideField } from './guide-field.js';
import { smoothField } from './smooth-field.js';

const grid = { columns: 40, rows: 20 };
const grain = (index: number) => (((index * 7919) % 13) / 13 - 0.5) * 0.04;
const drawStep = () =>
  Float32Array.from({ length: 800 }, (_, index) => (index % 40 < 20 ? 0.2 : 0.8) + grain(index));

const spread = (values: Float32Array, from: number, to: number): number => {
  const part = [...values].filter((_, index) => index % 40 >= from && index % 40 < to);
  return Math.max(...part) - Math.min(...part);
};

describe('smoothing that keeps edges', () => {
  it('should take out grain and leave a step where it is, which an even blur does not', () => {
    const guided = drawStep();
    guideField(guided, grid, 3, null);
    expect(spread(guided, 0, 14)).toBeLessThan(spread(drawStep(), 0, 14) / 3);
    const blurred = drawStep();
    smoothField(blurred, grid, 3, null);
    const rise = (values: Float32Array) => values[10 * 40 + 20]! - values[10 * 40 + 19]!;
    expect(rise(guided)).toBeGreaterThan(0.45);
    expect(rise(blurred)).toBeLessThan(0.15);
  });

  it('should let nothing flow in from where there is nothing', () => {
    const values = Float32Array.from({ length: 800 }, (_, index) => (index % 40 < 20 ? 0.5 : 0));
    const coverage = Float32Array.from(values, (value) => (value > 0 ? 1 : 0));
    guideField(values, grid, 5, coverage);
    for (let index = 0; index < 20; index++) expect(values[index]).toBeCloseTo(0.5, 5);
  });

  it('should leave the field alone at 0 and stay within 0…1 however wide', () => {
    const values = drawStep();
    guideField(values, grid, 0, null);
    expect(values).toEqual(drawStep());
    guideField(values, grid, 20, null);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });
});
