import type { ByteSink } from './byte-sink.js';

/** The longest line any text format writes: a triangle of 3MF with its three colours. */
export const LONGEST_LINE_BYTES = 128;

/** Writes the lines of one chunk's items into `bytes` at `start`; returns the place after them. */
export type LinesWriter<Chunk> = (
  bytes: Buffer,
  start: number,
  chunk: Chunk,
  first: number,
  end: number,
) => number;

/** Writes lines for chunks of numbers, three to a line. */
export async function writeLines<Chunk extends { length: number }>(
  sink: ByteSink,
  chunks: Iterable<Chunk>,
  write: LinesWriter<Chunk>,
): Promise<void> {
  let filled = 0;
  for (const chunk of chunks) {
    for (let first = 0; first < chunk.length;) {
      let room = Math.floor((sink.bytes.length - filled) / LONGEST_LINE_BYTES);
      if (room === 0) {
        await sink.flush(filled);
        filled = 0;
        room = Math.floor(sink.bytes.length / LONGEST_LINE_BYTES);
      }
      const end = Math.min(chunk.length, first + 3 * room);
      filled = write(sink.bytes, filled, chunk, first, end);
      first = end;
    }
  }
  await sink.flush(filled);
}

/** Copies ready-made bytes; for the few of a tag a loop is faster than a call. Returns the place after them. */
export function writeBytes(bytes: Uint8Array, start: number, source: Uint8Array): number {
  for (let index = 0; index < source.length; index++) bytes[start + index] = source[index]!;
  return start + source.length;
}

/** Writes a short ASCII text. */
export async function writeText(sink: ByteSink, text: string): Promise<void> {
  await sink.flush(sink.bytes.write(text, 'latin1'));
}
