import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildRelief } from '../../../test/support/modelling/build-relief.js';
import { drawPicture } from '../../../test/support/modelling/draw-picture.js';
import { decodePicture } from '../image/decode-picture.js';

/** Whether each pixel is warm clay and not the cool background. */
async function findModel(
  thumbnail: string,
): Promise<{ side: number; isModel: (x: number, y: number) => boolean }> {
  const { data, widthPx, heightPx } = await decodePicture(thumbnail);
  expect([widthPx, heightPx]).toEqual([512, 512]);
  return { side: widthPx, isModel: (x, y) => data[3 * (y * 512 + x)]! > data[3 * (y * 512 + x) + 2]! };
}

describe('the thumbnail', () => {
  it.each([
    { width: 60, height: 60, depthMm: 20 },
    { width: 96, height: 16, depthMm: 500 },
    { width: 16, height: 96, depthMm: 1 },
  ])(
    'should have the whole model of a $width × $height picture, $depthMm mm deep, in its frame',
    async (wanted) => {
      const picture = drawPicture(wanted.width, wanted.height, (x, y) => [(x * 4 + y * 2) % 255]);
      const { directory } = await buildRelief(picture, { depthMm: wanted.depthMm });
      const { side, isModel } = await findModel(join(directory, 'thumbnail.png'));
      let [left, right, top, bottom] = [side, 0, side, 0];
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          if (!isModel(x, y)) continue;
          [left, right] = [Math.min(left, x), Math.max(right, x)];
          [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
        }
      }
      expect(Math.min(left, top, side - 1 - right, side - 1 - bottom)).toBeGreaterThan(20);
      expect(Math.max(right - left, bottom - top)).toBeGreaterThan(300);
    },
  );

  it('should show the mesh from the side of the picture, its upper edge up', async () => {
    const upperHalf = drawPicture(64, 64, (_, y) => [y < 32 ? 255 : 0]);
    const { directory } = await buildRelief(upperHalf, { depthMm: 40 });
    const { data } = await decodePicture(join(directory, 'thumbnail.png'));
    const lightness = (y: number): number => data[3 * (y * 512 + 256)]!;
    const darkest = Array.from({ length: 400 }, (_, step) => 56 + step).reduce((a, b) =>
      lightness(b) < lightness(a) ? b : a,
    );
    // The step between the halves faces down and away from the light.
    expect(darkest).toBeGreaterThan(180);
    expect(darkest).toBeLessThan(380);
    expect((await readFile(join(directory, 'thumbnail.png'))).length).toBeLessThan(400_000);
  });
});
