import type { SubjectCanvas } from './subject-canvas.js';
import { placeRing } from './ring.js';

const SHAPE = { position: 'top', holeRadiusMm: 2, widthMm: 2 } as const;

/** A canvas of 60 × 80 mm, a sample to each half millimetre; `isInside` asks in millimetres from the lower left. */
function drawCanvas(isInside: (x: number, y: number) => boolean): SubjectCanvas {
  const [columns, rows, pitch] = [120, 160, 0.5];
  const field = Float32Array.from({ length: columns * rows }, (_, sample) => {
    const row = Math.floor(sample / columns);
    return isInside((sample - row * columns + 0.5) * pitch, (rows - row - 0.5) * pitch) ? 1 : 0;
  });
  return { columns, rows, field, pitchXMm: pitch, pitchYMm: pitch };
}

const isInDisc = (x: number, y: number, centreX: number, centreY: number, radius: number): boolean =>
  Math.hypot(x - centreX, y - centreY) < radius;

describe('a ring', () => {
  it('should sit on top in the middle of a disc, its hole outside', () => {
    const { x, y } = placeRing(
      drawCanvas((px, py) => isInDisc(px, py, 30, 30, 25)),
      SHAPE,
      0.35,
    );
    expect(Math.abs(x - 30)).toBeLessThan(1);
    expect(y).toBeGreaterThan(55);
    expect(y).toBeLessThan(59);
  });

  it('should hold on to the body and not to a leaf on a stalk', () => {
    const { x, y } = placeRing(
      drawCanvas(
        (px, py) =>
          isInDisc(px, py, 30, 30, 25) ||
          (Math.abs(px - 30) < 0.6 && py > 50 && py < 70) ||
          isInDisc(px, py, 30, 70, 6),
      ),
      SHAPE,
      0.35,
    );
    // The middle of its band touches the body.
    expect(Math.hypot(x - 30, y - 30)).toBeLessThan(25 + 3);
  });

  it('should still hold where all of the subject is thin', () => {
    const { y } = placeRing(
      drawCanvas((px, py) => Math.abs(px - 30) < 0.6 && py > 10 && py < 60),
      SHAPE,
      0.35,
    );
    expect(y).toBeGreaterThan(55);
  });
});
