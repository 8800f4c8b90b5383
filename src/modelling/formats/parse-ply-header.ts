import { unreadableModel } from './unreadable-model.js';

export interface PlyProperty {
  name: string;
  type: string;
  /** The type of the number in front of a list; null for a single value. */
  countType: string | null;
}

export interface PlyElement {
  name: string;
  count: number;
  properties: PlyProperty[];
}

export interface PlyHeader {
  format: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  elements: PlyElement[];
  bodyStart: number;
}

/** Longer headers are no headers. */
const LONGEST_HEADER = 1 << 16;

const HEADER_END = /(^|\n)end_header[ \t]*\r?\n/;

/** Reads what a PLY says of itself. @throws UnreadableModelError */
export function parsePlyHeader(bytes: Buffer): PlyHeader {
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, LONGEST_HEADER));
  const end = HEADER_END.exec(head);
  if (!/^ply\r?\n/.test(head) || end === null) throw unreadableModel('is no PLY: it has no header of one');
  const elements: PlyElement[] = [];
  let format: string | undefined;
  for (const line of head.slice(0, end.index).split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'format') format = words[0];
    else if (keyword === 'element') elements.push(parseElement(words));
    else if (keyword === 'property') elements.at(-1)?.properties.push(parseProperty(words));
  }
  if (format !== 'ascii' && format !== 'binary_little_endian' && format !== 'binary_big_endian') {
    throw unreadableModel(`is a PLY of the unknown format "${format ?? ''}"`);
  }
  return { format, elements, bodyStart: end.index + end[0].length };
}

function parseElement([name = '', count = '']: string[]): PlyElement {
  if (!/^\d{1,10}$/.test(count)) throw unreadableModel(`claims "${count}" of the element ${name}`);
  return { name, count: Number(count), properties: [] };
}

function parseProperty(words: string[]): PlyProperty {
  const [first = '', second = '', third = '', fourth = ''] = words;
  return first === 'list'
    ? { name: fourth, type: third, countType: second }
    : { name: second, type: first, countType: null };
}
