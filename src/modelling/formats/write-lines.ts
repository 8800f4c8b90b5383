import type { ByteSink } from './byte-sink.js';

/** The longest line any text format writes: three numbers of up to 16 characters and their mark-up. */
const LONGEST_LINE_BYTES = 96;

/** Writes one line into `bytes` at `start`; returns the place after it. */
export type LineWriter = (bytes: Uint8Array, start: number, index: number) => number;

/** Writes `count` lines, chunk by chunk. */
export async function writeLines(sink: ByteSink, count: number, writeLine: LineWriter): Promise<void> {
  for (let index = 0; index < count;) {
    const { bytes } = sink;
    const last = bytes.length - LONGEST_LINE_BYTES;
    let next = 0;
    while (index < count && next <= last) next = writeLine(bytes, next, index++);
    await sink.flush(next);
  }
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
