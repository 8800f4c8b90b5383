import { encodeBmp, storeRows, type BmpRecipe } from '../../../test/support/modelling/encode-bmp.js';
import { takeIn } from '../../../test/support/modelling/take-in.js';

const [WIDTH, HEIGHT] = [19, 17];
const COLOURS = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [10, 20, 250],
];

/** The palette index of each place, not symmetric in any direction. */
const indexAt = (x: number, y: number): number => (x === 2 ? 1 : y === 3 ? 2 : (x + 2 * y) % 4);

/** Packs indices of `bits` bits into bytes, the first on the left. */
function packIndices(bits: number, y: number): number[] {
  const bytes = new Array<number>(Math.ceil((WIDTH * bits) / 8)).fill(0);
  for (let x = 0; x < WIDTH; x++) {
    const bit = x * bits;
    const index = bits === 1 ? indexAt(x, y) & 1 : indexAt(x, y);
    bytes[bit >> 3]! |= index << (8 - bits - (bit & 7));
  }
  return bytes;
}

const base = { width: WIDTH, height: HEIGHT };
const row = <T>(paint: (x: number) => T[]): T[] => Array.from({ length: WIDTH }, (_, x) => paint(x)).flat();
const blueFirst = (x: number, y: number): number[] => [...COLOURS[indexAt(x, y)]!].reverse();
const words = (y: number, code: (colour: number[]) => number): number[] =>
  row((x) => {
    const word = code(COLOURS[indexAt(x, y)]!);
    return [word & 255, word >> 8];
  });

const palettised = (bitsPerPixel: number): BmpRecipe => ({
  ...base,
  bitsPerPixel,
  palette: bitsPerPixel === 1 ? COLOURS.slice(0, 2) : COLOURS,
  pixels: storeRows(HEIGHT, (y) => packIndices(bitsPerPixel, y)),
});
const VARIANTS: Record<string, BmpRecipe> = {
  '4 bits': palettised(4),
  '8 bits': palettised(8),
  '2 bits': palettised(2),
  'OS/2, 8 bits': {
    ...palettised(8),
    headerSize: 12,
    palette: Array.from({ length: 256 }, (_, i) => COLOURS[i % 4]!),
  },
  '24 bits': { ...base, bitsPerPixel: 24, pixels: storeRows(HEIGHT, (y) => row((x) => blueFirst(x, y))) },
  '24 bits, top down': {
    ...base,
    bitsPerPixel: 24,
    isTopDown: true,
    pixels: storeRows(HEIGHT, (y) => row((x) => blueFirst(x, y)), true),
  },
  '32 bits with rubbish in the fourth byte': {
    ...base,
    bitsPerPixel: 32,
    pixels: storeRows(HEIGHT, (y) => row((x) => [...blueFirst(x, y), x])),
  },
  'run-length, 8 bits': {
    ...palettised(8),
    compression: 1,
    pixels: Buffer.from([
      ...Array.from({ length: HEIGHT }, (_, line) => {
        const indices = row((x) => [indexAt(x, HEIGHT - 1 - line)]);
        // Two runs, then a literal padded to a whole word.
        return [1, indices[0]!, 1, indices[1]!, 0, WIDTH - 2, ...indices.slice(2), 0, 0, 0];
      }).flat(),
      0,
      1,
    ]),
  },
  'run-length, 4 bits': {
    ...palettised(4),
    compression: 2,
    pixels: Buffer.from([
      ...Array.from({ length: HEIGHT }, (_, line) => [
        ...row((x) => [1, indexAt(x, HEIGHT - 1 - line) << 4]),
        0,
        0,
      ]).flat(),
      0,
      1,
    ]),
  },
};

describe('the intake of a BMP', () => {
  it.each(Object.keys(VARIANTS))('should read %s', async (name) => {
    const { info, picture } = await takeIn(encodeBmp(VARIANTS[name]!));
    expect(info).toEqual({
      format: 'BMP',
      mode: 'RGB',
      widthPx: WIDTH,
      heightPx: HEIGHT,
      hasTransparency: false,
    });
    const expected = Array.from({ length: HEIGHT }, (_, y) => row((x) => COLOURS[indexAt(x, y)]!)).flat();
    expect([...picture.data]).toEqual(expected);
  });

  it('should read 1 bit, a grey palette giving a grey picture', async () => {
    const recipe = {
      ...palettised(1),
      palette: [
        [0, 0, 0],
        [255, 255, 255],
      ],
    };
    const { info, picture } = await takeIn(encodeBmp(recipe));
    expect(info.mode).toBe('L');
    expect([...picture.data.subarray(0, WIDTH)]).toEqual(row((x) => [(indexAt(x, 0) & 1) * 255]));
  });

  it.each([
    ['5-5-5', undefined, 0, ([r, g, b]: number[]) => ((r! >> 3) << 10) | ((g! >> 3) << 5) | (b! >> 3)],
    [
      '5-6-5',
      [0xf800, 0x07e0, 0x1f],
      3,
      ([r, g, b]: number[]) => ((r! >> 3) << 11) | ((g! >> 2) << 5) | (b! >> 3),
    ],
  ])('should read 16 bits as %s', async (_, masks, compression, code) => {
    const pixels = storeRows(HEIGHT, (y) => words(y, code));
    const { picture } = await takeIn(
      encodeBmp({ ...base, bitsPerPixel: 16, compression, pixels, ...(masks && { masks }) }),
    );
    const expected = Array.from({ length: HEIGHT }, (_row, y) => row((x) => COLOURS[indexAt(x, y)]!)).flat();
    expected.forEach((value, index) => {
      expect(Math.abs(picture.data[index]! - value)).toBeLessThanOrEqual(8);
    });
    expect([...picture.data.subarray(6, 9)]).toEqual([255, 0, 0]);
  });

  it.each([
    ['keep alpha where there is some', (x: number) => x * 10, 'RGBA'],
    ['take an empty alpha channel for none', () => 0, 'RGB'],
  ] as const)('should %s', async (_, alphaAt, mode) => {
    const pixels = storeRows(HEIGHT, (y) => row((x) => [...blueFirst(x, y), alphaAt(x)]));
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const { info, picture } = await takeIn(
      encodeBmp({ ...base, bitsPerPixel: 32, compression: 3, headerSize: 108, masks, pixels }),
    );
    expect(info.mode).toBe(mode);
    if (mode === 'RGBA') expect([...picture.data.subarray(8, 12)]).toEqual([255, 0, 0, 20]);
  });

  it.each([
    ['claims more rows than it has', { height: 4000 }],
    ['has a palette too short for its pixels', { palette: COLOURS.slice(0, 2) }],
    ['names an unknown compression', { compression: 4 }],
    ['names an impossible depth', { bitsPerPixel: 7 }],
    ['has no width', { width: 0 }],
    ['has a negative width', { width: -40 }],
    ['ends its runs too early', { compression: 1, pixels: Buffer.from([5, 1, 0, 0]) }],
    ['has runs beyond its rows', { compression: 1, pixels: Buffer.from([200, 1, 0, 1]) }],
  ])('should refuse one that %s', async (_, lie) => {
    await expect(takeIn(encodeBmp({ ...palettised(8), ...lie }))).rejects.toMatchObject({
      code: 'UNREADABLE_PICTURE',
    });
  });

  it('should refuse any that is cut off, and one whose pixels begin beyond its end', async () => {
    const whole = encodeBmp(palettised(8));
    for (let length = 18; length < whole.length; length += 9) {
      await expect(takeIn(whole.subarray(0, length))).rejects.toMatchObject({ code: 'UNREADABLE_PICTURE' });
    }
    whole.writeUInt32LE(0xfffffff0, 10);
    await expect(takeIn(whole)).rejects.toMatchObject({ code: 'UNREADABLE_PICTURE' });
  });

  it('should refuse a huge one by its header', async () => {
    const lie = encodeBmp({ ...palettised(8), width: 100_000, height: 20 });
    await expect(takeIn(lie)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });
});
