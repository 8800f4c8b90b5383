import { hashPlaces } from './hash-places.js';
import { countInLineOrder, findInLineOrder } from './line-order.js';
import type { Mesh } from './mesh.js';

/** Hashes in one part of the table on average: with its slots it stays in a core's own cache. */
const PART_SIZE = 1 << 14;

/** Looking a vertex up costs many times as much as hashing it: that is done for so small a share only. */
const MOST_LOOKED_UP = 1 / 16;

/**
 * Merges vertices of bit-equal position, as a slicer does that reads an STL, and drops those that no triangle
 * uses. All places are finite, and −0 has become 0 before: they compare equal but differ in bits. Vertices keep the order of their
 * first use in `positions`; of several in one place the first gives its colour. Returns the mesh itself when
 * there is nothing to change, as with most meshes, which then costs a pass over vertices in line order, two over
 * others.
 *
 * @param uses how many corners lie at each vertex
 */
export function weldMesh(mesh: Mesh, uses: Uint32Array): Mesh {
  const { positions, indices } = mesh;
  const count = uses.length;
  const firsts = findFirsts(positions, uses);
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
 * The first vertex at the place of each used one; null if every place is used once. Where nearly all vertices
 * are in line order, only the others are compared with each other and looked up among those.
 */
function findFirsts(positions: Float32Array, uses: Uint32Array): Uint32Array | null {
  const count = uses.length;
  const inOrder = countInLineOrder(positions);
  const start = count - inOrder <= MOST_LOOKED_UP * count ? inOrder : 0;
  let firsts = findFirstsFrom(positions, uses, start);
  for (let vertex = start; start > 0 && vertex < count; vertex++) {
    const place = 3 * vertex;
    const other = findInLineOrder(positions, start, positions[place]!, positions[place + 1]!);
    if (other < 0 || uses[vertex] === 0 || uses[other] === 0) continue;
    if (positions[3 * other + 2] !== positions[place + 2]) continue;
    firsts ??= Uint32Array.from(uses.keys());
    firsts[vertex] = other;
  }
  return firsts;
}

/**
 * The same among the vertices from `start` on. They are sorted into parts by their hash, in their own order
 * within each, and looked up part by part: a table over all of them would miss the cache at every vertex.
 */
function findFirstsFrom(positions: Float32Array, uses: Uint32Array, start: number): Uint32Array | null {
  const bits = new Uint32Array(positions.buffer, positions.byteOffset, positions.length);
  const partBits = Math.max(0, Math.min(12, Math.ceil(Math.log2((uses.length - start) / PART_SIZE))));
  const { starts, hashes, vertices } = hashPlaces(bits, uses, start, partBits);
  const widest = starts.reduce((most, end, part) => Math.max(most, end - (starts[part - 1] ?? 0)), 0);
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
