import { unreadableModel } from './unreadable-model.js';

/** Gives one value of a PLY's body after the other. */
export interface PlyValues {
  read: (type: string) => number;
}

const READERS: Record<
  string,
  readonly [bytes: number, read: (view: DataView, at: number, isLittle: boolean) => number]
> = {
  char: [1, (view, at) => view.getInt8(at)],
  uchar: [1, (view, at) => view.getUint8(at)],
  short: [2, (view, at, isLittle) => view.getInt16(at, isLittle)],
  ushort: [2, (view, at, isLittle) => view.getUint16(at, isLittle)],
  int: [4, (view, at, isLittle) => view.getInt32(at, isLittle)],
  uint: [4, (view, at, isLittle) => view.getUint32(at, isLittle)],
  float: [4, (view, at, isLittle) => view.getFloat32(at, isLittle)],
  double: [8, (view, at, isLittle) => view.getFloat64(at, isLittle)],
};

const SYNONYMS: Record<string, string> = {
  int8: 'char',
  uint8: 'uchar',
  int16: 'short',
  uint16: 'ushort',
  int32: 'int',
  uint32: 'uint',
  float32: 'float',
  float64: 'double',
};

/** The values of a binary body. */
export class PlyBytes implements PlyValues {
  readonly #view: DataView;

  constructor(
    bytes: Buffer,
    private next: number,
    private readonly isLittle: boolean,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(type: string): number {
    const reader = READERS[SYNONYMS[type] ?? type];
    if (reader === undefined) throw unreadableModel(`has values of the unknown type "${type}"`);
    const [bytes, read] = reader;
    if (this.next + bytes > this.#view.byteLength) throw endsTooSoon();
    const value = read(this.#view, this.next, this.isLittle);
    this.next += bytes;
    return value;
  }
}

const SPACE = 32;

/** The values of a text body, whatever lines they are on. */
export class PlyWords implements PlyValues {
  constructor(
    private readonly bytes: Buffer,
    private next: number,
  ) {}

  read(): number {
    const { bytes } = this;
    while (this.next < bytes.length && bytes[this.next]! <= SPACE) this.next++;
    const start = this.next;
    while (this.next < bytes.length && bytes[this.next]! > SPACE) this.next++;
    if (start === this.next) throw endsTooSoon();
    const word = bytes.toString('latin1', start, Math.min(this.next, start + 64));
    const value = Number(word);
    if (Number.isNaN(value)) throw unreadableModel(`has "${word}" where a number should be`);
    return value;
  }
}

function endsTooSoon(): Error {
  return unreadableModel('ends before all that its header claims');
}
