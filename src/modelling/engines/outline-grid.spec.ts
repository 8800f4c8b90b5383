import type { ShapeRequest } from './engine.js';
import { chooseOutlineGrid } from './outline-grid.js';
import { resolveOptions } from './options.js';

describe('the samples of an outline', () => {
  it.each([
    [100, 100, 2048],
    [9.53, 2.21, 55],
    [2.21, 900, 55],
    [1, 1, 25],
  ])('should lie no closer than a printer can follow in %d × %d mm', (widthMm, heightMm, most) => {
    const request: ShapeRequest = {
      engine: 'extrusion',
      widthMm,
      heightMm,
      depthMm: 5,
      quality: 10,
      options: resolveOptions('extrusion', {}),
    };
    expect(chooseOutlineGrid({ widthPx: 2048, heightPx: 2048 }, request)).toEqual({
      columns: most,
      rows: most,
    });
  });
});
