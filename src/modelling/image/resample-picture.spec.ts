import fc from 'fast-check';

import { reduceSamples } from './reduce-samples.js';
import { resamplePicture } from './resample-picture.js';

const grey = (widthPx: number, heightPx: number, values: number[]) => ({
  widthPx,
  heightPx,
  channelCount: 1,
  data: Uint8Array.from(values),
});

describe('resampling', () => {
  it('should keep every pixel when the grid is the picture', () => {
    const { luminance, alpha } = resamplePicture(grey(3, 1, [0, 51, 255]), { columns: 3, rows: 1 });
    expect(Array.from(luminance)).toEqual([0, Math.fround(0.2), 1]);
    expect(alpha).toBeNull();
  });

  it('should split pixels on a seam between the samples they fall into', () => {
    const { luminance } = resamplePicture(grey(3, 1, [0, 255, 0]), { columns: 2, rows: 1 });
    expect(luminance[0]).toBeCloseTo(1 / 3, 6);
    expect(luminance[1]).toBeCloseTo(1 / 3, 6);
  });

  it('should average colour over what is opaque only', () => {
    const data = Uint8Array.from([255, 255, 0, 0]);
    const { luminance, alpha } = resamplePicture(
      { widthPx: 2, heightPx: 1, channelCount: 2, data },
      { columns: 1, rows: 1 },
    );
    expect([luminance[0], alpha![0]]).toEqual([1, 0.5]);
  });

  it('should give colours when asked, averaged over what is opaque, in one step or in two', () => {
    const data = Uint8Array.from([255, 0, 0, 255, 0, 0, 100, 255, 9, 9, 9, 0, 0, 0, 50, 255]);
    const picture = { widthPx: 2, heightPx: 2, channelCount: 4, data };
    expect(resamplePicture(picture, { columns: 2, rows: 2 }).rgb).toBeUndefined();
    const samples = resamplePicture(picture, { columns: 2, rows: 2 }, true);
    expect(Array.from(samples.rgb!)).toEqual([255, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 50]);
    const one = { columns: 1, rows: 1 };
    expect(Array.from(resamplePicture(picture, one, true).rgb!)).toEqual([85, 0, 50]);
    expect(Array.from(reduceSamples(samples, one).rgb!)).toEqual([85, 0, 50]);
  });

  it('should give grey three times, 16-bit values scaled down and seams split', () => {
    const data = Uint16Array.from([0, 65535, 0]);
    const picture = { widthPx: 3, heightPx: 1, channelCount: 1, data };
    expect(Array.from(resamplePicture(picture, { columns: 2, rows: 1 }, true).rgb!)).toEqual(
      new Array<number>(6).fill(85),
    );
    const turned = { ...picture, widthPx: 1, heightPx: 3 };
    expect(Array.from(resamplePicture(turned, { columns: 1, rows: 2 }, true).rgb!)).toEqual(
      new Array<number>(6).fill(85),
    );
  });

  it('should keep the mean of any picture on any grid, also in two steps', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (width, height, a, b) => {
          const values = Array.from({ length: width * height }, (_, index) => (index * 7919) % 256);
          const mean = (field: ArrayLike<number>): number =>
            Array.from(field).reduce((sum, value) => sum + value, 0) / field.length;
          const grid = { columns: Math.min(a, width), rows: Math.min(b, height) };
          const samples = resamplePicture(grey(width, height, values), grid);
          expect(samples.alpha).toBeNull();
          expect(mean(samples.luminance)).toBeCloseTo(mean(values) / 255, 5);
          const half = { columns: Math.ceil(grid.columns / 2), rows: Math.ceil(grid.rows / 2) };
          expect(mean(reduceSamples(samples, half).luminance)).toBeCloseTo(mean(values) / 255, 5);
        },
      ),
    );
  });

  it('should leave one colour one colour', () => {
    const plain = grey(37, 23, new Array<number>(37 * 23).fill(77));
    const { luminance } = resamplePicture(plain, { columns: 11, rows: 7 });
    expect(Math.max(...luminance) - Math.min(...luminance)).toBeLessThan(1e-6);
  });
});
