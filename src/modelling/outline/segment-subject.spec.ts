import { ModellingError } from '../modelling.errors.js';
import { segmentSubject } from './segment-subject.js';

const auto = { source: 'auto', threshold: null, isInverted: false } as const;

/** A picture of 32 × 32 from a colour for each place, opaque. */
function pictureOf(colourOf: (x: number, y: number) => [number, number, number]) {
  const places = Array.from({ length: 1024 }, (_, index) => [index % 32, Math.floor(index / 32)] as const);
  const rgb = Uint8Array.from(places.flatMap(([x, y]) => colourOf(x, y)));
  const luminance = Float32Array.from(places, (_, index) => rgb[3 * index + 1]! / 255);
  return { columns: 32, rows: 32, luminance, alpha: null, rgb };
}

const isInSquare = (x: number, y: number): boolean => x >= 8 && x < 24 && y >= 8 && y < 24;

const countOf = (field: Float32Array): number => field.filter((share) => share >= 0.5).length;

const codeOf = (act: () => unknown): string | null => {
  try {
    act();
  } catch (error) {
    if (error instanceof ModellingError) return error.code;
  }
  return null;
};

describe('finding the subject', () => {
  it('should tell it by colour alone from a background of the same brightness', () => {
    const found = segmentSubject(
      pictureOf((x, y) => (isInSquare(x, y) ? [200, 100, 100] : [100, 100, 200])),
      auto,
    );
    expect(found).toMatchObject({ source: 'color', confidence: 1, background: '#6464c8' });
    expect(countOf(found.field)).toBe(256);
  });

  it('should not be misled by a background that grows lighter across the picture', () => {
    const found = segmentSubject(
      pictureOf((x, y) => (isInSquare(x, y) ? [220, 40, 40] : [60 + 4 * x, 60 + 4 * x, 60 + 3 * y])),
      auto,
    );
    expect(countOf(found.field)).toBe(256);
  });

  it('should fill a pale patch inside the subject, but keep a hole that shows the background', () => {
    const found = segmentSubject(
      pictureOf((x, y) => {
        if (!isInSquare(x, y)) return [255, 255, 255];
        if (x >= 10 && x < 13 && y >= 10 && y < 13) return [255, 255, 255];
        return x >= 18 && x < 21 && y >= 18 && y < 21 ? [243, 243, 243] : [20, 20, 20];
      }),
      auto,
    );
    expect(countOf(found.field)).toBe(256 - 9);
  });

  it('should not take shading that passes through the colour of the background for a hole', () => {
    const found = segmentSubject(
      pictureOf((x, y) => {
        const grey = isInSquare(x, y) ? 98 + 4 * (x - 8) : 128;
        return [grey, grey, isInSquare(x, y) && (y === 8 || y === 23) ? 20 : grey];
      }),
      auto,
    );
    // Corners may be half covered; the shading's middle has 28 samples.
    expect(countOf(found.field)).toBeGreaterThan(240);
  });

  it('should keep a hole whose colour compression has soiled, by its steep edge', () => {
    const found = segmentSubject(
      pictureOf((x, y) => {
        if (!isInSquare(x, y)) return [128, 137, 144];
        return x >= 10 && x < 16 && y >= 10 && y < 16 ? [133, 137, 138] : [20, 20, 20];
      }),
      auto,
    );
    expect(countOf(found.field)).toBe(256 - 36);
  });

  it('should fill a fold of a few samples, however steep its edge', () => {
    const side = 400;
    const pixels = new Uint8Array(3 * side * side).fill(128);
    const luminance = new Float32Array(side * side);
    for (let y = 20; y < 380; y++) {
      pixels.fill(230, 3 * (y * side + 20), 3 * (y * side + 380));
      if (y >= 120 && y < 124) pixels.fill(133, 3 * (y * side + 120), 3 * (y * side + 123));
    }
    const found = segmentSubject({ columns: side, rows: side, luminance, alpha: null, rgb: pixels }, auto);
    expect(countOf(found.field)).toBe(360 * 360);
  });

  it('should take opacity where there is any, or the other side of it', () => {
    const picture = pictureOf(() => [9, 9, 9]);
    const alpha = Float32Array.from({ length: 1024 }, (_, index) => (index < 320 ? 1 : 0));
    expect(countOf(segmentSubject({ ...picture, alpha }, auto).field)).toBe(320);
    expect(countOf(segmentSubject({ ...picture, alpha }, { ...auto, isInverted: true }).field)).toBe(704);
  });

  it.each([
    ['black', pictureOf(() => [0, 0, 0])],
    ['white', pictureOf(() => [255, 255, 255])],
    ['transparent', { ...pictureOf(() => [0, 0, 0]), alpha: new Float32Array(1024) }],
  ])('should say that a picture all %s has no subject, and what to do', (_, picture) => {
    const find = (): unknown => segmentSubject(picture, auto);
    expect(find).toThrow(/^No subject was found: .*; /);
    expect(codeOf(find)).toBe('NO_SUBJECT_FOUND');
  });
});
