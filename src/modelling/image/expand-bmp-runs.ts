import { unreadableBmp } from './bmp-error.js';
import type { BmpHeader } from './read-bmp-header.js';

/** What follows a zero byte in the run-length code. */
const END_OF_LINE = 0;
const END_OF_PICTURE = 1;
const MOVE = 2;

/**
 * Expands run-length coded palette indices (4 or 8 bits), rows from above. Places that the code skips have
 * index 0.
 *
 * @throws ModellingError `UNREADABLE_PICTURE` when the code ends too early or leaves the picture
 */
export function expandBmpRuns(file: Buffer, header: BmpHeader): Uint8Array {
  const { width, height, pixelOffset } = header;
  const isNibbles = header.storage === 'rle4';
  const indices = new Uint8Array(width * height);
  let x = 0;
  let y = height - 1;
  let next = pixelOffset;
  const take = (): number => {
    const byte = file[next++];
    if (byte === undefined) throw unreadableBmp('is cut off');
    return byte;
  };
  const put = (index: number): void => {
    if (x >= width || y < 0) throw unreadableBmp('is damaged');
    indices[y * width + x++] = index;
  };
  /** Index number `step` of those packed into a byte (a run repeats both its nibbles in turn). */
  const unpack = (byte: number, step: number): number =>
    isNibbles ? (step % 2 === 0 ? byte >> 4 : byte & 15) : byte;

  for (;;) {
    const count = take();
    const value = take();
    if (count > 0) {
      for (let step = 0; step < count; step++) put(unpack(value, step));
    } else if (value === END_OF_LINE) {
      x = 0;
      y--;
    } else if (value === END_OF_PICTURE) {
      return indices;
    } else if (value === MOVE) {
      x += take();
      y -= take();
    } else {
      const start = next;
      let byte = 0;
      for (let step = 0; step < value; step++) {
        if (!isNibbles || step % 2 === 0) byte = take();
        put(unpack(byte, step));
      }
      // Literal indices are padded to whole 16-bit words.
      if ((next - start) % 2 === 1) take();
    }
  }
}
