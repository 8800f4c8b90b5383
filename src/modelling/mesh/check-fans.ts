import { SPAN } from '../span.js';
import { SPAN_TRIANGLES, type VertexUses } from './count-uses.js';
import type { FanDefects } from './fan-defects.js';
import { inspectFan } from './inspect-fan.js';
import type { Mesh } from './mesh.js';

export interface FanFindings {
  defects: FanDefects;
  /** For each vertex the lowest of its neighbours and itself. */
  lowest: Uint32Array;
}

/** Steps gathered at a time (8 bytes each): few enough for the shared cache, many enough for few sweeps. */
const MOST_STEPS = 1 << 20;

/** Many times the neighbours of a vertex, so that few share a slot, and still in the nearest cache. */
const SLOT_BITS = 10;

/** Up to as many steps are looked through for each other. */
const LONGEST_SCAN = 32;

/** Multiplier of a multiplicative hash (Knuth: 2^32 over the golden ratio, odd). */
const GOLDEN = 0x9e3779b1;

const { imul } = Math;

/**
 * Looks at the ring of triangles round each vertex of a welded mesh. A triangle with the corner (v, a, b)
 * leads from a to b; the mesh is manifold exactly if at each vertex these steps form a single cycle.
 *
 * The steps are sorted by vertex for a range of vertices at a time, which bounds the memory and keeps the
 * sorting in the cache. Each range sweeps the triangles, but skips those that are known to lie elsewhere: as
 * meshers number vertices and triangles alike, a triangle is looked at once or twice.
 */
export function checkFans(
  mesh: Mesh,
  { uses, spans }: VertexUses,
  onProgress: (fraction: number) => void = () => undefined,
): FanFindings {
  const vertexCount = uses.length;
  const lowest = new Uint32Array(vertexCount);
  const defects: FanDefects = { openEdgeCount: 0, overusedEdgeCount: 0, pinchedVertexCount: 0 };
  let steps = new Uint32Array(2 * Math.min(MOST_STEPS, mesh.indices.length));
  const places = new Uint32Array(1 << SLOT_BITS);
  for (let first = 0; first < vertexCount;) {
    let stepCount = 0;
    let end = first;
    while (end < vertexCount && (end === first || stepCount + uses[end]! <= MOST_STEPS)) {
      stepCount += uses[end++]!;
    }
    if (2 * stepCount > steps.length) steps = new Uint32Array(2 * stepCount);
    const ends = gatherSteps(mesh.indices, spans, uses.subarray(first, end), first, steps);
    places.fill(0);
    for (let vertex = first; vertex < end; vertex += SPAN) {
      walkFans(steps, ends, first, vertex, Math.min(end, vertex + SPAN), places, lowest, defects);
    }
    first = end;
    onProgress(end / vertexCount);
  }
  return { defects, lowest };
}

/** Puts the steps round each vertex of the range into `steps`, two words each; returns where those of each end. */
function gatherSteps(
  indices: Uint32Array,
  spans: Uint32Array,
  uses: Uint32Array,
  first: number,
  steps: Uint32Array,
): Uint32Array {
  const count = uses.length;
  const ends = new Uint32Array(count);
  for (let vertex = 1; vertex < count; vertex++) ends[vertex] = ends[vertex - 1]! + 2 * uses[vertex - 1]!;
  for (let chunk = 0; 2 * chunk < spans.length; chunk++) {
    if (spans[2 * chunk]! >= first + count || spans[2 * chunk + 1]! < first) continue;
    const start = 3 * SPAN_TRIANGLES * chunk;
    gatherSpan(indices, start, Math.min(indices.length, start + 3 * SPAN_TRIANGLES), first, ends, steps);
  }
  return ends;
}

/** Adds the steps of a span of triangles round the vertices from `first` on, moving their ends. */
function gatherSpan(
  indices: Uint32Array,
  start: number,
  end: number,
  first: number,
  ends: Uint32Array,
  steps: Uint32Array,
): void {
  const count = ends.length;
  for (let corner = start; corner < end; corner += 3) {
    const a = indices[corner]!;
    const b = indices[corner + 1]!;
    const c = indices[corner + 2]!;
    // Unsigned, what lies before the range is beyond it too.
    const atA = (a - first) >>> 0;
    const atB = (b - first) >>> 0;
    const atC = (c - first) >>> 0;
    if (atA < count) {
      const place = ends[atA]!;
      steps[place] = b;
      steps[place + 1] = c;
      ends[atA] = place + 2;
    }
    if (atB < count) {
      const place = ends[atB]!;
      steps[place] = c;
      steps[place + 1] = a;
      ends[atB] = place + 2;
    }
    if (atC < count) {
      const place = ends[atC]!;
      steps[place] = a;
      steps[place + 1] = b;
      ends[atC] = place + 2;
    }
  }
}

/**
 * Follows the steps round each vertex. A walk that takes always the same one of the steps that begin where it
 * stands comes back after as many steps as there are exactly if they form a single cycle without repetition.
 * Where two neighbours share a slot of the small table, the walk is made without it.
 *
 * @param first the vertex with the first of the steps
 * @param from the vertices to walk round, up to `to`
 * @param places room for the place of the last step that begins with a neighbour of each hash; what is of a
 * vertex before is stale
 */
function walkFans(
  steps: Uint32Array,
  ends: Uint32Array,
  first: number,
  from: number,
  to: number,
  places: Uint32Array,
  lowest: Uint32Array,
  defects: FanDefects,
): void {
  let start = from === first ? 0 : ends[from - first - 1]!;
  for (let vertex = from; vertex < to; vertex++) {
    const end = ends[vertex - first]!;
    let low = vertex;
    for (let place = start; place < end; place += 2) {
      const neighbour = steps[place]!;
      if (neighbour < low) low = neighbour;
      places[imul(neighbour, GOLDEN) >>> (32 - SLOT_BITS)] = place;
    }
    const begin = steps[start]!;
    let current = steps[start + 1]!;
    let left = end - start - 2;
    for (; left > 0 && current !== begin; left -= 2) {
      const place = places[imul(current, GOLDEN) >>> (32 - SLOT_BITS)]!;
      if (place < start || steps[place] !== current) break;
      current = steps[place + 1]!;
    }
    lowest[vertex] = low;
    if ((current !== begin || left !== 0) && !isOneCycle(steps, start, end)) {
      inspectFan(steps.subarray(start, end), defects);
    }
    start = end;
  }
}

/** The same walk by looking through all steps for the next one; not tried where there are very many. */
function isOneCycle(steps: Uint32Array, start: number, end: number): boolean {
  if (end - start > 2 * LONGEST_SCAN) return false;
  const begin = steps[start]!;
  let current = steps[start + 1]!;
  let left = end - start - 2;
  for (; left > 0 && current !== begin; left -= 2) {
    let place = start;
    while (place < end && steps[place] !== current) place += 2;
    if (place === end) return false;
    current = steps[place + 1]!;
  }
  return current === begin && left === 0;
}
