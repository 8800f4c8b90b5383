import { hashPlaces } from './hash-places.js';
import type { Mesh } from './mesh.js';

/** Hashes in one part of the table on average: with its slots it stays in a core's own cache. */
const PART_SIZE = 1 << 14;

/**
 * Merges vertices of bit-equal position, as a slicer does that reads an STL, and drops those that no triangle
 * uses. −0 must have become 0 before: they compare equal but differ in bits. Vertices keep the order of their
 * first use in `positions`; of several in one place the first gives its colour. Returns the mesh itself when
 * there is nothing to change, as with most meshes, which then costs two passes over the vertices.
 *
 * @param uses how many corners lie at each vertex
 */
export function weldMesh(mesh: Mesh, uses: Uint32Array): Mesh {
  const { positions, indices } = mesh;
  const count = uses.length;
  const firsts = findFirsts(new Uint32Array(positions.buffer, positions.byteOffset, positions.length), uses);
  if (firsts === null && !uses.includes(0)) return mesh;

  const remap = firsts ?? Uint32Array.from(uses.keys());
  let keptCount = 0;
  for (let vertex = 0; vertex < count; vertex++) {
    if (uses[vertex] === 0) continue;
    const first = remap[vertex]!;
    // The first at a place comes before the others, so it has its number already.
    remap[vertex] = first === vertex ? keptCount++ : remap[first]!;
  }
  const welded: Mesh = {
    positions: keep(positions, uses, remap, new Float32Array(3 * keptCount)),
    indices: indices.map((vertex) => remap[vertex]!),
  };
  if (mesh.colors) welded.colors = keep(mesh.colors, uses, remap, new Uint8Array(3 * keptCount));
  return welded;
}

/** Copies the three values of each used vertex to its new number, those of the first at a place last. */
function keep<Values extends Float32Array | Uint8Array>(
  values: Values,
  uses: Uint32Array,
  remap: Uint32Array,
  kept: Values,
): Values {
  for (let vertex = uses.length - 1; vertex >= 0; vertex--) {
    if (uses[vertex] === 0) continue;
    const target = 3 * remap[vertex]!;
    kept[target] = values[3 * vertex]!;
    kept[target + 1] = values[3 * vertex + 1]!;
    kept[target + 2] = values[3 * vertex + 2]!;
  }
  return kept;
}

/**
 * The first vertex at the place of each used one; null if every place is used once. The vertices are sorted
 * into parts by their hash, in their own order within each, and looked up part by part: a table over all of
 * them would miss the cache at every vertex.
 */
function findFirsts(bits: Uint32Array, uses: Uint32Array): Uint32Array | null {
  const partBits = Math.max(0, Math.min(12, Math.ceil(Math.log2(uses.length / PART_SIZE))));
  const { starts, hashes, vertices } = hashPlaces(bits, uses, partBits);
  const widest = starts.reduce((most, start, part) => Math.max(most, start - (starts[part - 1] ?? 0)), 0);
  // At most half full.
  const mask = 2 ** Math.ceil(Math.log2(2 * widest + 2)) - 1;
  /** A slot holds a place in the part + 1, so that 0 is empty. */
  const slots = new Uint32Array(mask + 1);
  let firsts: Uint32Array | null = null;
  for (let part = 0; part + 1 < starts.length; part++) {
    slots.fill(0);
    for (let place = starts[part]!; place < starts[part + 1]!; place++) {
      const hash = hashes[place]!;
      const vertex = vertices[place]!;
      let slot = hash & mask;
      let found = slots[slot]!;
      while (
        found !== 0 &&
        !(hashes[found - 1] === hash && isSamePlace(bits, vertex, vertices[found - 1]!))
      ) {
        slot = (slot + 1) & mask;
        found = slots[slot]!;
      }
      if (found === 0) {
        slots[slot] = place + 1;
        continue;
      }
      firsts ??= Uint32Array.from(uses.keys());
      firsts[vertex] = vertices[found - 1]!;
    }
  }
  return firsts;
}

function isSamePlace(bits: Uint32Array, vertex: number, other: number): boolean {
  const a = 3 * vertex;
  const b = 3 * other;
  return bits[a] === bits[b] && bits[a + 1] === bits[b + 1] && bits[a + 2] === bits[b + 2];
}
