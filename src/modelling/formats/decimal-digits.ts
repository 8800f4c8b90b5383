/** Powers of ten up to the most decimals of the fast path. */
const POWERS = Float64Array.from({ length: 9 }, (_, exponent) => 10 ** exponent);

/** For each exponent of a float32, the decimals that are as fine as the steps of its values, 8 at the most. */
const ENOUGH_DECIMALS = Uint8Array.from({ length: 256 }, (_, exponent) =>
  Math.min(8, Math.max(0, Math.ceil((150 - exponent) * Math.log10(2)))),
);

/** A power of two, so that a mask finds a value's place. */
const CACHE_SIZE = 1 << 14;

/**
 * Writes float32 values with the fewest decimals that read back as the same float32, whether the reader goes
 * through a double or not: with at most 8 decimals no value lies close enough to the middle of two floats
 * for the two roundings to differ. Coordinates on a grid repeat, so recent answers are kept.
 */
export class DecimalDigits {
  private readonly keys = new Float32Array(CACHE_SIZE).fill(NaN);
  private readonly digits = new Float64Array(CACHE_SIZE);
  private readonly decimals = new Uint8Array(CACHE_SIZE);
  private readonly bits = new Uint32Array(1);
  private readonly float = new Float32Array(this.bits.buffer);

  /** Writes `value` (a finite float32) into `bytes` at `start`; returns the place after it. */
  writeFloat(bytes: Uint8Array, start: number, value: number): number {
    let next = start;
    if (value < 0) bytes[next++] = 45;
    const size = Math.abs(value);
    const slot = this.find(size);
    const decimals = this.decimals[slot]!;
    if (decimals === POWERS.length) return writeAscii(bytes, next, shortestText(size));
    const digits = this.digits[slot]!;
    if (decimals === 0) return writeInteger(bytes, next, digits);
    const power = POWERS[decimals]!;
    const whole = Math.floor(digits / power);
    next = writeInteger(bytes, next, whole);
    bytes[next] = 46;
    writeDigits(bytes, next + decimals, digits - whole * power, decimals);
    return next + decimals + 1;
  }

  /** The cache slot that holds the digits of `size`, filling it if needed. */
  private find(size: number): number {
    this.float[0] = size;
    const slot = (Math.imul(this.bits[0]!, 0x9e3779b1) >>> 18) & (CACHE_SIZE - 1);
    if (this.keys[slot] === size) return slot;
    this.keys[slot] = size;
    // What reads back with some decimals does so with more: from those that are enough, go down or up.
    let decimals = ENOUGH_DECIMALS[this.bits[0]! >>> 23]!;
    if (readsBack(size, decimals)) {
      while (decimals > 0 && readsBack(size, decimals - 1)) decimals--;
    } else {
      do decimals++;
      while (decimals < POWERS.length && !readsBack(size, decimals));
    }
    if (decimals < POWERS.length) this.digits[slot] = Math.round(size * POWERS[decimals]!);
    this.decimals[slot] = decimals;
    return slot;
  }
}

/** Whether a value rounded to some decimals is the same float32. */
function readsBack(size: number, decimals: number): boolean {
  const power = POWERS[decimals]!;
  return Math.fround(Math.round(size * power) / power) === size;
}

/** Below this a division can be done on integers, which is several times faster. */
const INTEGER_LIMIT = 2 ** 31;

/** Writes a whole number from 0 to 2^53 in decimal; returns the place after it. */
export function writeInteger(bytes: Uint8Array, start: number, value: number): number {
  if (value >= INTEGER_LIMIT) return writeAscii(bytes, start, value.toString());
  let length = 1;
  for (let limit = 10; value >= limit; limit *= 10) length++;
  writeDigits(bytes, start + length - 1, value, length);
  return start + length;
}

/** Writes ASCII text; returns the place after it. */
export function writeAscii(bytes: Uint8Array, start: number, text: string): number {
  for (let index = 0; index < text.length; index++) bytes[start + index] = text.charCodeAt(index);
  return start + text.length;
}

/** Writes `count` digits of a value below 2^31 that end at `last`, with zeros in front. */
function writeDigits(bytes: Uint8Array, last: number, value: number, count: number): void {
  let rest = value | 0;
  for (let place = last; place > last - count; place--) {
    const shorter = (rest / 10) | 0;
    bytes[place] = 48 + rest - shorter * 10;
    rest = shorter;
  }
}

/** Nine significant digits tell every float32 from its neighbours. */
function shortestText(size: number): string {
  for (let precision = 1; precision < 9; precision++) {
    const text = size.toPrecision(precision);
    if (Math.fround(Number(text)) === size) return text;
  }
  return size.toPrecision(9);
}
