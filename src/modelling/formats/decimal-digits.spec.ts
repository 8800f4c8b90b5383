import fc from 'fast-check';

import { DecimalDigits, writeInteger } from './decimal-digits.js';

const digits = new DecimalDigits();

function write(value: number): string {
  const bytes = new Uint8Array(64);
  return Buffer.from(bytes.subarray(0, digits.writeFloat(bytes, 0, value))).toString('latin1');
}

describe('decimal digits', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [20, '20'],
    [0.5, '0.5'],
    [Math.fround(0.1), '0.1'],
    [Math.fround(99.9), '99.9'],
    [1000, '1000'],
    [Math.fround(12.0625), '12.0625'],
    [-2.25, '-2.25'],
    [Math.fround(1e-9), '1e-9'],
    [Math.fround(0.000123456789), '0.00012345679'],
  ])('should write %d as %s', (value, text) => {
    expect(write(value)).toBe(text);
  });

  it('should read back as the same float32, bit by bit', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(write(value)))).toBe(value + 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('should read back in the range of models, and be as short as can be', () => {
    fc.assert(
      fc.property(fc.float({ min: 0, max: 1000, noNaN: true }), (value) => {
        const text = write(value);
        expect(Math.fround(Number(text))).toBe(value);
        const [, decimals = ''] = text.split('.');
        if (decimals === '' || text.includes('e')) return;
        expect(Math.fround(Number(value.toFixed(decimals.length - 1)))).not.toBe(value);
      }),
      { numRuns: 5000 },
    );
  });

  it('should write whole numbers of any length', () => {
    for (const value of [0, 9, 10, 99, 100, 12_345_678, 2 ** 31 - 1, 2 ** 31, 2 ** 53]) {
      const bytes = new Uint8Array(32);
      const end = writeInteger(bytes, 0, value);
      expect(Buffer.from(bytes.subarray(0, end)).toString('latin1')).toBe(value.toString());
    }
  });
});
