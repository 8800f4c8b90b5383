/** Longer lines than this are cut: no line of a model file needs as much. */
const LONGEST_LINE = 1 << 16;

const [NEWLINE, CARRIAGE_RETURN] = [10, 13];

/** The lines of a text file from `start` on, one at a time, so that no text is as large as the file. */
export function* readLines(bytes: Buffer, start = 0): Generator<string> {
  for (let from = start; from < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, from);
    const end = found === -1 ? bytes.length : found;
    const last = end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    yield bytes.toString('latin1', from, Math.min(last, from + LONGEST_LINE));
    from = end + 1;
  }
}
