import { readFile } from 'node:fs/promises';

import sharp, { type Sharp } from 'sharp';

import { filesThatAreNoPictures, pngHeaderOnly, truncated } from '../../../test/support/hostile-files.js';
import { drawPicture } from '../../../test/support/modelling/draw-picture.js';
import { takeIn } from '../../../test/support/modelling/take-in.js';
import { draw, PICTURE_FORMATS } from '../../../test/support/pictures.js';
import { ORIENTATIONS, turnedLetter } from '../../../test/support/turned-pictures.js';

const SIZE = { width: 48, height: 40 };

const photo = () => drawPicture(SIZE.width, SIZE.height, (x, y) => [x * 5, y * 6, 255 - x * 3]);

/** A picture of `channels` 16-bit channels, all of whose values differ. */
function deepPicture(channels: 1 | 2 | 3 | 4): { values: Uint16Array; image: Sharp } {
  const values = Uint16Array.from({ length: 32 * 20 * channels }, (_, index) => (index * 7919) % 65536);
  const image = sharp(values, { raw: { width: 32, height: 20, channels } });
  return { values, image: image.toColourspace(channels <= 2 ? 'grey16' : 'rgb16') };
}

describe('the intake of a picture', () => {
  it.each(PICTURE_FORMATS)('should take in %s', async (format) => {
    const { bytes } = await draw(SIZE, undefined, format);
    const { info, picture } = await takeIn(bytes);
    expect(info).toMatchObject({
      format: format === 'jpg' ? 'JPEG' : format.toUpperCase(),
      widthPx: 48,
      heightPx: 40,
    });
    expect(picture.data[0]).toBeLessThan(12);
    expect(picture.data.at(-1)).toBeGreaterThan(243);
  });

  it('should give the same picture for each EXIF orientation (46)', async () => {
    const pictures = await Promise.all(
      ORIENTATIONS.map(async (turn) => takeIn((await turnedLetter(turn)).bytes)),
    );
    const [upright] = pictures;
    for (const { info, picture } of pictures) {
      expect(info).toEqual({ ...upright!.info, widthPx: 48, heightPx: 64 });
      expect(picture.data).toEqual(upright!.picture.data);
    }
  });

  it('should refuse the 41 bytes that claim 786464 × 32 pixels before decoding (38)', async () => {
    const { bytes } = pngHeaderOnly({ width: 786464, height: 32 });
    expect(bytes).toHaveLength(41);
    const before = process.memoryUsage().rss;
    await expect(takeIn(bytes)).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      details: { width: 786464, height: 32, max: 8192 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it.each([
    [{ width: 15, height: 40 }, 'IMAGE_TOO_SMALL', { width: 15, height: 40, min: 16 }],
    [{ width: 8193, height: 40 }, 'IMAGE_TOO_LARGE', { width: 8193, height: 40, max: 8192 }],
    [{ width: 1001, height: 1000 }, 'TOO_MANY_PIXELS', { width: 1001, height: 1000, max: 1_000_000 }],
  ])('should refuse %j by its header as %s', async (size, code, details) => {
    await expect(takeIn(pngHeaderOnly(size).bytes, 1_000_000)).rejects.toMatchObject({ code, details });
  });

  it('should accept the smallest side', async () => {
    const { info } = await takeIn(
      await drawPicture(16, 16, () => [9])
        .png()
        .toBuffer(),
    );
    expect(info).toEqual({ format: 'PNG', mode: 'L', widthPx: 16, heightPx: 16, hasTransparency: false });
  });

  it('should refuse what is no picture (39)', async () => {
    for (const { bytes } of await filesThatAreNoPictures()) {
      await expect(takeIn(bytes)).rejects.toMatchObject({ code: 'NOT_A_PICTURE' });
    }
  });

  it.each(PICTURE_FORMATS)('should refuse a truncated %s', async (format) => {
    for (const share of [0.3, 0.7, 0.95]) {
      const cut = truncated(
        await draw({ width: 200, height: 200 }, (x, y) => [x, y, (x * y) % 255, 255], format),
        share,
      );
      await expect(takeIn(cut.bytes)).rejects.toMatchObject({ code: 'UNREADABLE_PICTURE' });
    }
  });

  it.each([
    [1, 'I;16'],
    [2, 'LA;16'],
    [3, 'RGB;16'],
    [4, 'RGBA;16'],
  ] as const)('should keep every bit of %d channels of 16 bits', async (channels, mode) => {
    const { values, image } = deepPicture(channels);
    const { info, picture } = await takeIn(await image.png().toBuffer());
    expect(info.mode).toBe(mode);
    expect(Buffer.from(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength)).toEqual(
      Buffer.from(values.buffer),
    );
  });

  it('should keep the alpha of grey and of colour', async () => {
    const grey = await takeIn(
      await sharp(Buffer.alloc(2 * 20 * 20, 77), { raw: { width: 20, height: 20, channels: 2 } })
        .toColourspace('b-w')
        .png()
        .toBuffer(),
    );
    expect(grey.info).toMatchObject({ mode: 'LA', hasTransparency: true });
    expect([...grey.picture.data.subarray(0, 4)]).toEqual([77, 77, 77, 77]);
    const colour = await takeIn(
      await drawPicture(20, 20, () => [1, 2, 3, 4])
        .png()
        .toBuffer(),
    );
    expect(colour.info).toMatchObject({ mode: 'RGBA', hasTransparency: true });
    expect([...colour.picture.data.subarray(0, 4)]).toEqual([1, 2, 3, 4]);
  });

  it('should bring CMYK and other profiles to sRGB', async () => {
    const red = () => drawPicture(32, 32, () => [200, 30, 40]);
    const print = await takeIn(await red().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer());
    expect(print.info.mode).toBe('RGB');
    const [r, g, b] = print.picture.data;
    expect(r! - Math.max(g!, b!)).toBeGreaterThan(100);
    const wide = await takeIn(await red().withIccProfile('p3').png().toBuffer());
    [200, 30, 40].forEach((value, channel) => {
      expect(Math.abs(wide.picture.data[channel]! - value)).toBeLessThan(6);
    });
  });

  it('should take the first frame of an animation', async () => {
    const frames = Buffer.concat([0, 200].map((level) => Buffer.alloc(20 * 20 * 3, level)));
    const animation = sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } });
    const { info, picture } = await takeIn(await animation.gif({ delay: [100, 100] }).toBuffer());
    expect(info).toMatchObject({ widthPx: 20, heightPx: 20 });
    expect(Math.max(...picture.data.subarray(0, 3))).toBe(0);
  });

  it('should strip metadata and draw a preview of at most 1024 px', async () => {
    const tagged = await photo()
      .resize(1500, 1200)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer();
    const { picturePath, previewPath } = await takeIn(tagged);
    expect(tagged.includes('somebody')).toBe(true);
    const kept = await sharp(picturePath).metadata();
    expect([kept.exif, kept.icc, kept.xmp]).toEqual([undefined, undefined, undefined]);
    expect((await readFile(picturePath)).includes('somebody')).toBe(false);
    expect(await sharp(previewPath).metadata()).toMatchObject({ format: 'png', width: 1024, height: 819 });
  });
});
