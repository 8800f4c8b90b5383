/** Multiplier of a multiplicative hash (Knuth: 2^32 over the golden ratio, odd). */
const GOLDEN = 0x9e3779b1;

const { imul } = Math;

/** Vertices sorted by the leading bits of the hash of their place, and within a part in their own order. */
export interface HashedPlaces {
  /** Part p is `[starts[p], starts[p + 1])` of the other two. */
  starts: Uint32Array;
  hashes: Uint32Array;
  vertices: Uint32Array;
}

/** Hashes the places (three words each) of the used vertices from `first` on and sorts them into `2 ** partBits` parts. */
export function hashPlaces(
  bits: Uint32Array,
  uses: Uint32Array,
  first: number,
  partBits: number,
): HashedPlaces {
  // A shift by 32 would be none, so it is made in two.
  const shift = 31 - partBits;
  const starts = new Uint32Array(2 ** partBits + 2);
  for (let vertex = first; vertex < uses.length; vertex++) {
    if (uses[vertex] !== 0) starts[((hashPlace(bits, 3 * vertex) >>> 1) >>> shift) + 2]!++;
  }
  // Shifted by two, the counts end up as starts once every vertex has been placed.
  for (let part = 2; part < starts.length; part++) starts[part]! += starts[part - 1]!;
  const count = starts.at(-1)!;
  const hashes = new Uint32Array(count);
  const vertices = new Uint32Array(count);
  for (let vertex = first; vertex < uses.length; vertex++) {
    if (uses[vertex] === 0) continue;
    const hash = hashPlace(bits, 3 * vertex);
    const place = starts[((hash >>> 1) >>> shift) + 1]!++;
    hashes[place] = hash;
    vertices[place] = vertex;
  }
  return { starts: starts.subarray(0, -1), hashes, vertices };
}

function hashPlace(bits: Uint32Array, start: number): number {
  let hash = imul(bits[start]!, GOLDEN);
  hash = imul(hash ^ (hash >>> 15) ^ bits[start + 1]!, GOLDEN);
  hash = imul(hash ^ (hash >>> 15) ^ bits[start + 2]!, GOLDEN);
  return (hash ^ (hash >>> 13)) >>> 0;
}
