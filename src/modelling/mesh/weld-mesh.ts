import type { Mesh } from './mesh.js';

/** Multiplier of a multiplicative hash (Knuth: 2^32 over the golden ratio, odd). */
const GOLDEN = 0x9e3779b1;

/** The table is worked on in this many parts, as a power of two. */
const PART_BITS = 7;

const { imul } = Math;

/**
 * Merges vertices of bit-equal position, as a slicer does that reads an STL, and drops unused ones.
 * −0 becomes 0 first: they compare equal but differ in bits. Vertices keep the order of their first use
 * in `positions`. Returns the mesh itself when there is nothing to change.
 */
export function weldMesh(mesh: Mesh): Mesh {
  const { positions, indices } = mesh;
  clearNegativeZeros(positions);
  const count = positions.length / 3;
  const isUsed = new Uint8Array(count);
  for (let corner = 0; corner < indices.length; corner++) isUsed[indices[corner]!] = 1;
  const remap = new Uint32Array(count);
  const keptCount = assignNumbers(positions, isUsed, remap);
  if (keptCount === count) return mesh;

  const kept = new Float32Array(3 * keptCount);
  for (let vertex = 0; vertex < count; vertex++) {
    if (isUsed[vertex] === 0) continue;
    const target = 3 * remap[vertex]!;
    kept[target] = positions[3 * vertex]!;
    kept[target + 1] = positions[3 * vertex + 1]!;
    kept[target + 2] = positions[3 * vertex + 2]!;
  }
  return { positions: kept, indices: indices.map((vertex) => remap[vertex]!) };
}

function clearNegativeZeros(positions: Float32Array): void {
  for (let index = 0; index < positions.length; index++) {
    // True for both zeros; all other values are left alone.
    if (positions[index] === 0) positions[index] = 0;
  }
}

/** Gives each used vertex the number of the first one at its place; returns how many places there are. */
function assignNumbers(positions: Float32Array, isUsed: Uint8Array, remap: Uint32Array): number {
  const bits = new Uint32Array(positions.buffer, positions.byteOffset, positions.length);
  const hashes = hashPlaces(bits);
  findFirsts(bits, hashes, orderByHash(hashes, isUsed), remap);
  let keptCount = 0;
  for (let vertex = 0; vertex < remap.length; vertex++) {
    if (isUsed[vertex] === 0) continue;
    const first = remap[vertex]!;
    // The first at a place comes before the others, so it has its number already.
    remap[vertex] = first === vertex ? keptCount++ : remap[first]!;
  }
  return keptCount;
}

function hashPlaces(bits: Uint32Array): Uint32Array {
  const hashes = new Uint32Array(bits.length / 3);
  for (let vertex = 0, start = 0; vertex < hashes.length; vertex++, start += 3) {
    let hash = imul(bits[start]!, GOLDEN);
    hash = imul(hash ^ (hash >>> 15) ^ bits[start + 1]!, GOLDEN);
    hash = imul(hash ^ (hash >>> 15) ^ bits[start + 2]!, GOLDEN);
    hashes[vertex] = hash ^ (hash >>> 13);
  }
  return hashes;
}

/**
 * The used vertices by the leading bits of their hash, in their own order within each part. Taken in this
 * order, a part of the table stays in the cache until it is done, instead of one miss to a vertex.
 */
function orderByHash(hashes: Uint32Array, isUsed: Uint8Array): Uint32Array {
  const starts = new Uint32Array(2 ** PART_BITS + 1);
  for (let vertex = 0; vertex < hashes.length; vertex++) {
    if (isUsed[vertex] === 1) starts[(hashes[vertex]! >>> (32 - PART_BITS)) + 1]!++;
  }
  for (let part = 1; part < starts.length; part++) starts[part]! += starts[part - 1]!;
  const order = new Uint32Array(starts.at(-1)!);
  for (let vertex = 0; vertex < hashes.length; vertex++) {
    if (isUsed[vertex] === 1) order[starts[hashes[vertex]! >>> (32 - PART_BITS)]!++] = vertex;
  }
  return order;
}

/** Sets `firsts[vertex]` to the first vertex at the same place, by open addressing. */
function findFirsts(bits: Uint32Array, hashes: Uint32Array, order: Uint32Array, firsts: Uint32Array): void {
  // At most three quarters full; a larger table would cost more cache misses than it saves steps.
  const sizeBits = Math.max(PART_BITS, Math.ceil(Math.log2((4 / 3) * order.length + 2)));
  const mask = 2 ** sizeBits - 1;
  /** A slot holds a vertex + 1, so that 0 is empty. */
  const slots = new Uint32Array(mask + 1);
  for (let turn = 0; turn < order.length; turn++) {
    const vertex = order[turn]!;
    const start = 3 * vertex;
    let slot = hashes[vertex]! >>> (32 - sizeBits);
    let found = slots[slot]!;
    while (found !== 0 && !isSamePlace(bits, start, 3 * (found - 1))) {
      slot = (slot + 1) & mask;
      found = slots[slot]!;
    }
    if (found === 0) slots[slot] = vertex + 1;
    firsts[vertex] = found === 0 ? vertex : found - 1;
  }
}

function isSamePlace(bits: Uint32Array, a: number, b: number): boolean {
  return bits[a] === bits[b] && bits[a + 1] === bits[b + 1] && bits[a + 2] === bits[b + 2];
}
