import { SPAN } from '../span.js';

/**
 * A set of numbered places with the rank of each among them: one bit to a place and one count to 32 places,
 * a tenth of what a table of numbers takes, so that it stays in the cache.
 */
export interface PlaceSet {
  bits: Uint32Array;
  /** How many places of the set come before each word of `bits`; valid after `rankPlaces`. */
  before: Uint32Array;
}

/** The places at which a byte has all its bits set. */
export function createPlaceSet(bytes: Uint8Array): PlaceSet {
  const wordCount = Math.ceil(bytes.length / 32);
  const bits = new Uint32Array(wordCount);
  const fours = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  for (let start = 0; start < fours.length; start += SPAN) {
    markFull(bits, fours, start, Math.min(fours.length, start + SPAN));
  }
  const set = { bits, before: new Uint32Array(wordCount) };
  for (let place = 4 * fours.length; place < bytes.length; place++) {
    if (bytes[place] === 0xff) addPlace(set, place);
  }
  return set;
}

function markFull(bits: Uint32Array, fours: Uint32Array, start: number, end: number): void {
  for (let four = start; four < end; four++) {
    const full = findFullBytes(fours[four]!);
    // The lowest bits of the four bytes, side by side: no two of their products meet.
    if (full !== 0) bits[four >>> 3]! |= (Math.imul(full, 0x10204080) >>> 28) << ((four & 7) << 2);
  }
}

/** How many bytes have all their bits set. */
export function countFullBytes(bytes: Uint8Array): number {
  const fours = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let count = 0;
  for (let start = 0; start < fours.length; start += SPAN) {
    count += countFull(fours, start, Math.min(fours.length, start + SPAN));
  }
  for (let place = 4 * fours.length; place < bytes.length; place++) if (bytes[place] === 0xff) count++;
  return count;
}

function countFull(fours: Uint32Array, start: number, end: number): number {
  let count = 0;
  for (let four = start; four < end; four++) {
    count += Math.imul(findFullBytes(fours[four]!), 0x01010101) >>> 24;
  }
  return count;
}

/** In four bytes, the lowest bit of each that has all its bits set. */
function findFullBytes(four: number): number {
  const halves = four & (four >>> 4);
  const pairs = halves & (halves >>> 2);
  return pairs & (pairs >>> 1) & 0x01010101;
}

export function addPlace(set: PlaceSet, place: number): void {
  set.bits[place >>> 5]! |= 1 << (place & 31);
}

export function dropPlace(set: PlaceSet, place: number): void {
  set.bits[place >>> 5]! &= ~(1 << (place & 31));
}

/** Counts the set; returns how many places it has. */
export function rankPlaces(set: PlaceSet): number {
  const wordCount = set.bits.length;
  let count = 0;
  for (let start = 0; start < wordCount; start += SPAN) {
    count = rankSpan(set, start, Math.min(wordCount, start + SPAN), count);
  }
  return count;
}

function rankSpan({ bits, before }: PlaceSet, start: number, end: number, first: number): number {
  let count = first;
  for (let word = start; word < end; word++) {
    before[word] = count;
    count += countBits(bits[word]!);
  }
  return count;
}

/** How many places of the set come before `place`. */
export function rankOf(set: PlaceSet, place: number): number {
  const word = place >>> 5;
  // A shift by 32 would be one by 0, so the bits below are taken as a mask.
  return set.before[word]! + countBits(set.bits[word]! & ((1 << (place & 31)) - 1));
}

/** The places in their order. */
export function listPlaces(set: PlaceSet, count: number): Uint32Array {
  const wordCount = set.bits.length;
  const places = new Uint32Array(count);
  let next = 0;
  for (let start = 0; start < wordCount; start += SPAN) {
    next = listSpan(set.bits, start, Math.min(wordCount, start + SPAN), places, next);
  }
  return places;
}

function listSpan(bits: Uint32Array, start: number, end: number, places: Uint32Array, first: number): number {
  let next = first;
  for (let word = start; word < end; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
      places[next++] = 32 * word + 31 - Math.clz32(rest & -rest);
    }
  }
  return next;
}

/** The number of set bits of a 32-bit word, summed in pairs, fours and bytes. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
