import { shadeDetail } from './shade-detail.js';

const SIDE = 256;
const scatter = (sample: number): number => (Math.imul(sample ^ 0x51f15e, 0x9e3779b1) >>> 0) / 2 ** 32;
/** A step from 0.7 to 0.4 in the middle, under grain with a standard deviation of 0.06. */
const grainy = Float32Array.from({ length: SIDE * SIDE }, (_, sample) => {
  const grain = [1, 2, 3].reduce((sum, turn) => sum + scatter(turn * SIDE * SIDE + sample) - 0.5, 0);
  return (sample % SIDE < SIDE / 2 ? 0.7 : 0.4) + 0.14 * grain;
});
const subject = {
  columns: SIDE,
  rows: SIDE,
  field: new Float32Array(SIDE * SIDE).fill(1),
  source: 'alpha' as const,
  confidence: 1,
  background: 'transparent',
};

function measure(values: Float32Array, from: number, to: number): { mean: number; deviation: number } {
  const taken = Array.from(values).filter((_, sample) => sample % SIDE >= from && sample % SIDE < to);
  const mean = taken.reduce((sum, value) => sum + value, 0) / taken.length;
  const square = taken.reduce((sum, value) => sum + (value - mean) ** 2, 0) / taken.length;
  return { mean, deviation: Math.sqrt(square) };
}

describe('the detail carved into a swelling', () => {
  const picture = { columns: SIDE, rows: SIDE, luminance: grainy, alpha: null };
  const shade = shadeDetail(picture, subject, 1, false);

  it('should have no spikes from grain', () => {
    expect(measure(grainy, 30, 90).deviation).toBeGreaterThan(0.06);
    expect(measure(shade, 30, 90).deviation).toBeLessThan(0.012);
  });

  it('should keep edges as steep as they are', () => {
    const [bright, dark] = [measure(shade, 122, 126).mean, measure(shade, 130, 134).mean];
    expect(bright - dark).toBeGreaterThan(0.16);
    expect(measure(shade, 126, 128).mean - measure(shade, 128, 130).mean).toBeGreaterThan(0.1);
  });
});
