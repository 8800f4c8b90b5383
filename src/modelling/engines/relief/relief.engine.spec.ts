import sharp from 'sharp';

import { shapeRelief } from '../../../../test/support/modelling/build-relief.js';
import { drawPicture, isInLetterF } from '../../../../test/support/modelling/draw-picture.js';

const SIDE = 64;
const letterF = () => drawPicture(SIDE, SIDE, (x, y) => [isInLetterF(x, y, SIDE) ? 255 : 0]);
const ramp = (width: number, height: number) => drawPicture(width, height, (x) => [(x * 255) / (width - 1)]);

/** Middles of the cells of the letter's 8 × 8 raster, y upwards. */
const cell = (column: number, row: number): [number, number] => [(column + 0.5) / 8, 1 - (row + 0.5) / 8];

describe('a relief', () => {
  it('should look like the picture from +Z with +Y up', async () => {
    const { heightAt } = await shapeRelief(letterF());
    const seen = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_, column) => (heightAt(...cell(column, row)) > 10 ? '#' : '.')).join(''),
    );
    expect(seen).toEqual([
      '........',
      '.#####..',
      '.#......',
      '.####...',
      '.#......',
      '.#......',
      '.#......',
      '........',
    ]);
  });

  it('should swap left and right when mirrored and high and low when inverted', async () => {
    const mirrored = await shapeRelief(letterF(), { options: { mirror: true } });
    expect(mirrored.heightAt(...cell(6, 5))).toBe(20);
    expect(mirrored.heightAt(...cell(1, 5))).toBe(2);
    const inverted = await shapeRelief(letterF(), { options: { invert: true } });
    expect(inverted.heightAt(...cell(1, 5))).toBe(2);
    expect(inverted.heightAt(...cell(6, 5))).toBe(20);
  });

  it.each([
    { width: 96, height: 48, fit: 'contain', border: 0, outer: [100, 50] },
    { width: 48, height: 96, fit: 'contain', border: 0, outer: [40, 80] },
    { width: 96, height: 48, fit: 'contain', border: 5, outer: [100, 55] },
    { width: 48, height: 96, fit: 'contain', border: 5, outer: [45, 80] },
    { width: 96, height: 48, fit: 'stretch', border: 0, outer: [100, 80] },
    { width: 48, height: 96, fit: 'stretch', border: 7.3, outer: [100, 80] },
    { width: 50, height: 40, fit: 'contain', border: 0, outer: [100, 80] },
  ])('should be exactly $outer mm large: $width × $height px, $fit, border $border', async (wanted) => {
    const { facts } = await shapeRelief(ramp(wanted.width, wanted.height), {
      widthMm: 100,
      heightMm: 80,
      depthMm: 12.7,
      options: { fit: wanted.fit, border_mm: wanted.border },
    });
    const [width, height] = wanted.outer.map(Math.fround);
    expect(facts.boundingBoxMm).toEqual({ width, height, depth: Math.fround(12.7) });
  });

  it('should stand on z = 0 with its lower corner at the origin', async () => {
    const { mesh } = await shapeRelief(ramp(20, 30), { options: { border_mm: 1 } });
    for (const axis of [0, 1, 2]) {
      expect(mesh.positions.filter((_, index) => index % 3 === axis).reduce((a, b) => Math.min(a, b))).toBe(
        0,
      );
    }
  });

  it('should put the darkest sample at the base and the brightest at the depth', async () => {
    const dim = drawPicture(SIDE, SIDE, (x) => [50 + x]);
    const auto = await shapeRelief(dim, { options: { base_mm: 3 } });
    expect([auto.heightAt(0, 0.5), auto.heightAt(1, 0.5)]).toEqual([3, 20]);
    const full = await shapeRelief(dim, { options: { base_mm: 3, levels: 'full' } });
    expect(full.heightAt(0, 0.5)).toBeCloseTo(3 + (17 * 50) / 255, 4);
    expect(full.heightAt(1, 0.5)).toBeCloseTo(3 + (17 * 113) / 255, 4);
  });

  it('should have a base of 2 mm, but not more than a quarter of the depth', async () => {
    expect((await shapeRelief(ramp(20, 20), { depthMm: 50 })).heightAt(0, 0)).toBe(2);
    expect((await shapeRelief(ramp(20, 20), { depthMm: 4 })).heightAt(0, 0)).toBe(1);
  });

  it('should weigh colours by Rec. 709', async () => {
    const colours = [
      [0, 0, 0],
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 255],
    ];
    const stripes = drawPicture(100, 20, (x) => colours[Math.floor(x / 20)]!);
    const { heightAt } = await shapeRelief(stripes, { options: { base_mm: 10 } });
    const heights = [0.1, 0.3, 0.5, 0.7, 0.9].map((x) => heightAt(x, 0.5));
    [10, 12.126, 17.152, 10.722, 20].forEach((height, index) => {
      expect(heights[index]).toBeCloseTo(height, 4);
    });
  });

  it('should bend the tones by gamma', async () => {
    const steps = drawPicture(60, 20, (x) => [Math.floor(x / 20) * 127.5]);
    const { heightAt } = await shapeRelief(steps, { options: { base_mm: 10, gamma: 2 } });
    expect(heightAt(0.5, 0.5)).toBeCloseTo(10 + 10 * (127 / 255) ** 2, 4);
  });

  it('should keep a flat border at the full depth and the picture inside it', async () => {
    const { heightAt } = await shapeRelief(
      drawPicture(40, 40, (x, y) => [x === 20 && y === 20 ? 9 : 0]),
      {
        options: { border_mm: 10, base_mm: 1 },
      },
    );
    expect([heightAt(0, 0.5), heightAt(0.0997, 0.5), heightAt(0.5, 1)]).toEqual([20, 20, 20]);
    expect([heightAt(0.1, 0.5), heightAt(0.9, 0.3)]).toEqual([1, 1]);
  });

  it.each(['auto', 'full'])('should make a plate of the full depth from one colour (%s)', async (levels) => {
    const plain = drawPicture(30, 30, () => [90, 90, 90]);
    const { facts, warnings } = await shapeRelief(plain, { options: { levels } });
    expect(facts.boundingBoxMm.depth).toBe(20);
    expect(facts.volumeMm3).toBeCloseTo(100 * 100 * 20, 3);
    expect(warnings).toEqual(['The picture has the same brightness everywhere: the model is a flat plate.']);
  });

  it.each([false, true])('should leave what is transparent at the base (invert %s)', async (invert) => {
    const hole = drawPicture(40, 40, (x) => [x * 6, x < 20 ? 0 : 255]);
    const { heightAt } = await shapeRelief(hole, { options: { invert, base_mm: 4 } });
    expect([heightAt(0, 0.5), heightAt(0.4, 0.5)]).toEqual([4, 4]);
    expect(heightAt(invert ? 0.52 : 1, 0.5)).toBe(20);
  });

  it('should take the opacity itself as height when asked', async () => {
    const veil = drawPicture(52, 20, (x) => [200, x * 5]);
    const { heightAt } = await shapeRelief(veil, { options: { source: 'alpha', base_mm: 5, mesh: 'grid' } });
    expect(heightAt(0, 0.5)).toBe(5);
    expect(heightAt(26 / 51, 0.5)).toBeCloseTo(5 + (15 * 26) / 51, 3);
    expect(heightAt(1, 0.5)).toBe(20);
  });

  it('should smooth noise without moving the mean', async () => {
    const noise = drawPicture(64, 64, (x, y) => [(x * 7919 + y * 104729) % 2 ? 0 : 255]);
    const smooth = await shapeRelief(noise, {
      options: { smoothing: 3, levels: 'full', base_mm: 1, mesh: 'grid' },
    });
    expect(smooth.heightAt(0.5, 0.5)).toBeCloseTo(1 + 19 / 2, 1);
  });

  it('should never have more samples than the picture has pixels', async () => {
    const { facts } = await shapeRelief(ramp(20, 30), { quality: 10, options: { mesh: 'grid' } });
    expect(facts.triangleCount).toBe(2 * 19 * 29 + 3 * 2 * (19 + 29));
  });

  it('should keep the 65,536 steps of a 16-bit picture apart', async () => {
    const values = Uint16Array.from({ length: 256 * 16 }, (_, index) => index % 256);
    const deep = sharp(values, { raw: { width: 256, height: 16, channels: 1 } }).toColourspace('grey16');
    const { mesh } = await shapeRelief(deep, { options: { resolution: 256, mesh: 'grid' } });
    const heights = new Set(mesh.positions.filter((_, index) => index % 3 === 2));
    expect(heights.size).toBe(256 + 1);
  });
});
