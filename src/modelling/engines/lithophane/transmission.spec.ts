import { decodeSrgb, encodeSrgb, lightThrough, thicknessOf, type Transmission } from './transmission.js';

const halving: Transmission = {
  curve: 'exponential',
  transmittancePerMm: 0.5,
  minThicknessMm: 1,
  maxThicknessMm: 3,
};

describe('the transmission curve', () => {
  it('should let half of the light through each millimetre of a material that halves it', () => {
    expect(lightThrough(0, 0.5)).toBe(1);
    expect(lightThrough(1, 0.5)).toBe(0.5);
    expect(lightThrough(3, 0.5)).toBe(0.125);
  });

  it('should give white the least and black the greatest thickness, exactly', () => {
    for (const curve of ['exponential', 'linear'] as const) {
      expect(thicknessOf(1, { ...halving, curve })).toBe(1);
      expect(thicknessOf(0, { ...halving, curve })).toBe(3);
    }
  });

  it('should let through what the tone stands for', () => {
    // Mid grey is 0.2140 of white in light: 0.125 + 0.2140 × (0.5 − 0.125) = 0.2053, and 0.5^2.2846 is that.
    expect(decodeSrgb(0.5)).toBeCloseTo(0.214, 4);
    expect(thicknessOf(0.5, halving)).toBeCloseTo(2.2846, 3);
    for (const tone of [0.01, 0.04, 0.2, 0.5, 0.8, 0.99]) {
      const light = (lightThrough(thicknessOf(tone, halving), 0.5) - 0.125) / 0.375;
      expect(encodeSrgb(light)).toBeCloseTo(tone, 10);
    }
  });

  it('should share the thickness out evenly when linear', () => {
    expect(thicknessOf(0.25, { ...halving, curve: 'linear' })).toBe(2.5);
  });

  it('should stay between the thicknesses when next to nothing gets through', () => {
    const dense = { ...halving, transmittancePerMm: 0.01, maxThicknessMm: 50 };
    for (const tone of [1e-9, 1e-3, 0.5, 1 - 1e-9]) {
      expect(thicknessOf(tone, dense)).toBeGreaterThanOrEqual(1);
      expect(thicknessOf(tone, dense)).toBeLessThanOrEqual(50);
    }
  });
});
