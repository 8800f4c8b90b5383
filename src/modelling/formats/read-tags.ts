/** An element of XML as it opens. */
export interface Tag {
  /** Without its namespace. */
  name: string;
  attribute: (name: string) => string | undefined;
}

const [OPEN, CLOSE] = [60, 62];

/** Longer tags are cut: none that is looked at needs as much. */
const LONGEST_TAG = 1 << 14;

const NAME = /^(?:[\w.-]+:)?([\w.-]+)/;
const ATTRIBUTES = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The opening tags of an XML text in their order; comments are passed over, entities stay as they are. Enough
 * for lists of numbers, and it never holds more than one tag as text.
 */
export function* readTags(bytes: Buffer): Generator<Tag> {
  for (let at = bytes.indexOf(OPEN); at !== -1; at = bytes.indexOf(OPEN, at)) {
    const isComment = bytes.toString('latin1', at, at + 4) === '<!--';
    const end = isComment ? bytes.indexOf('-->', at + 4) : bytes.indexOf(CLOSE, at);
    if (end === -1) return;
    const text = bytes.toString('latin1', at + 1, Math.min(end, at + LONGEST_TAG));
    at = end;
    const name = isComment ? undefined : NAME.exec(text)?.[1];
    if (name === undefined) continue;
    let attributes: Map<string, string> | null = null;
    yield {
      name,
      attribute: (wanted) => {
        attributes ??= new Map(
          Array.from(text.matchAll(ATTRIBUTES), ([, key, double, single]) => [key!, (double ?? single)!]),
        );
        return attributes.get(wanted);
      },
    };
  }
}
