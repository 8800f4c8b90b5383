import sharp, { type Sharp } from 'sharp';

/** Values 0…255 of one pixel: L, LA, RGB or RGBA. */
export type PixelPainter = (x: number, y: number) => number[];

/** Draws a picture by code; `paint` gives each pixel its channels. */
export function drawPicture(width: number, height: number, paint: PixelPainter): Sharp {
  const channels = paint(0, 0).length as 1 | 2 | 3 | 4;
  const pixels = new Uint8Array(width * height * channels);
  for (let y = 0, next = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (const value of paint(x, y)) pixels[next++] = value;
  }
  const image = sharp(pixels, { raw: { width, height, channels } });
  return channels <= 2 ? image.toColourspace('b-w') : image;
}

/** A white letter F on black: it tells every mirroring and turning from the upright picture. */
export function isInLetterF(x: number, y: number, side: number): boolean {
  const column = Math.floor((x * 8) / side);
  const row = Math.floor((y * 8) / side);
  return (
    (column === 1 && row >= 1 && row <= 6) ||
    (row === 1 && column >= 1 && column <= 5) ||
    (row === 3 && column >= 1 && column <= 4)
  );
}
