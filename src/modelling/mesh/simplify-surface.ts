import { SPAN } from '../span.js';
import type { ErrorLimit, HeightField } from './height-field.js';
import { linkTwins, nextEdge, NO_TWIN, previousEdge } from './link-twins.js';
import { scanTriangle } from './scan-triangle.js';
import type { TriangleSurface } from './triangle-surface.js';

/** Rings of more vertices are left alone: they hardly ever close again. */
const LARGEST_RING = 14;

interface Simplification {
  field: HeightField;
  samples: Uint32Array;
  /** Column and row of each vertex. */
  xs: Uint16Array;
  ys: Uint16Array;
  indices: Uint32Array;
  twins: Int32Array;
  /** A half-edge that starts at each vertex; `GONE` where the vertex was taken out. */
  edgeAt: Int32Array;
  slackPerRise: number;
  /** Reused: half-edges from the present vertex, in their order round it, and their ends. */
  spokes: Int32Array;
  ring: Int32Array;
}

const GONE = -1;

/** In the place of the corners of a triangle that vanished. */
const DEAD = 0xffffffff;

/**
 * Takes out inner vertices one by one, joining the ring round each to one of its vertices, as long as every
 * sample in the ring stays within the tolerance and no triangle turns over or loses its area. The boundary
 * stays as it is.
 *
 * One walk over all vertices. Walks with growing shares of the tolerance first (0.5, 1, 1) left 5 % fewer
 * triangles in a third more time.
 *
 * @param kept samples that stay vertices in any case
 */
export function simplifySurface(
  surface: TriangleSurface,
  field: HeightField,
  limit: ErrorLimit,
  kept: readonly number[],
  onProgress: (fraction: number) => void = () => undefined,
): TriangleSurface {
  const { samples } = surface;
  const indices = surface.indices.slice();
  const twins = linkTwins(indices, samples.length);
  const edgeAt = new Int32Array(samples.length).fill(GONE);
  const isFixed = new Uint8Array(samples.length);
  for (let edge = 0; edge < indices.length; edge += 3 * SPAN) {
    knowEdges(indices, twins, edge, Math.min(indices.length, edge + 3 * SPAN), edgeAt, isFixed);
  }
  const xs = new Uint16Array(samples.length);
  const ys = new Uint16Array(samples.length);
  for (let vertex = 0; vertex < samples.length; vertex += SPAN) {
    findPlaces(samples, field.columns, vertex, Math.min(samples.length, vertex + SPAN), xs, ys);
  }
  for (const sample of kept) isFixed[samples.indexOf(sample)] = 1;
  const work: Simplification = {
    field,
    samples,
    xs,
    ys,
    indices,
    twins,
    edgeAt,
    slackPerRise: limit.slackPerRise,
    spokes: new Int32Array(LARGEST_RING),
    ring: new Int32Array(LARGEST_RING),
  };
  for (let vertex = 0; vertex < samples.length; vertex++) {
    if (isFixed[vertex] === 0) takeOut(work, vertex, limit.toleranceMm);
    if ((vertex & 0xffff) === 0xffff) onProgress(vertex / samples.length);
  }
  return compact(work);
}

/** Notes an edge at each vertex of a span of triangles, and which vertices lie on the boundary. */
function knowEdges(
  indices: Uint32Array,
  twins: Int32Array,
  start: number,
  end: number,
  edgeAt: Int32Array,
  isOnBoundary: Uint8Array,
): void {
  for (let edge = start; edge < end; edge++) {
    const vertex = indices[edge]!;
    edgeAt[vertex] = edge;
    if (twins[edge] !== NO_TWIN) continue;
    isOnBoundary[vertex] = 1;
    isOnBoundary[indices[nextEdge(edge)]!] = 1;
  }
}

/** Columns and rows of a span of samples, which ascend. */
function findPlaces(
  samples: Uint32Array,
  columns: number,
  start: number,
  end: number,
  xs: Uint16Array,
  ys: Uint16Array,
): void {
  let row = Math.floor(samples[start]! / columns);
  for (let vertex = start; vertex < end; vertex++) {
    const sample = samples[vertex]!;
    while (sample >= (row + 1) * columns) row++;
    xs[vertex] = sample - row * columns;
    ys[vertex] = row;
  }
}

/** Takes a vertex out if the ring round it closes within the tolerance, and then where it does best. */
function takeOut(work: Simplification, vertex: number, toleranceMm: number): void {
  const count = walkRing(work, vertex);
  let best = -1;
  let least = Infinity;
  for (let hub = 0; hub < count; hub++) {
    if (!canClose(work, vertex, count, hub, toleranceMm)) continue;
    const error = measureFan(work, count, hub, Math.min(toleranceMm, least));
    if (error >= least) continue;
    least = error;
    best = hub;
  }
  if (best >= 0) collapse(work, vertex, count, best);
}

/** Lists the spokes of a vertex and the ring they end in; returns their number, 0 if there are too many. */
function walkRing({ indices, twins, edgeAt, spokes, ring }: Simplification, vertex: number): number {
  const first = edgeAt[vertex]!;
  let edge = first;
  let count = 0;
  do {
    if (count === LARGEST_RING) return 0;
    spokes[count] = edge;
    ring[count++] = indices[nextEdge(edge)]!;
    edge = twins[previousEdge(edge)]!;
  } while (edge !== first);
  return count;
}

/**
 * Whether a fan from one of the ring's vertices turns no triangle over and passes the vertex that is to go
 * closely enough: both are quickly found, and most fans fail there.
 */
function canClose(
  work: Simplification,
  vertex: number,
  count: number,
  hub: number,
  toleranceMm: number,
): boolean {
  const { xs, ys, ring, samples } = work;
  const { heights } = work.field;
  const hubVertex = ring[hub]!;
  const x = xs[vertex]! - xs[hubVertex]!;
  const y = ys[vertex]! - ys[hubVertex]!;
  let a = ring[(hub + 1) % count]!;
  let aX = xs[a]! - xs[hubVertex]!;
  let aY = ys[a]! - ys[hubVertex]!;
  for (let step = 2; step < count; step++) {
    const b = ring[(hub + step) % count]!;
    const bX = xs[b]! - xs[hubVertex]!;
    const bY = ys[b]! - ys[hubVertex]!;
    const area = aX * bY - bX * aY;
    if (area >= 0) return false;
    const bShare = (aX * y - x * aY) / area;
    const aShare = (x * bY - bX * y) / area;
    // Fans are seen from the hub, so a vertex between two spokes is in their triangle or beyond it.
    if (bShare >= 0 && aShare >= 0) {
      const start = heights[samples[hubVertex]!]!;
      const aRise = heights[samples[a]!]! - start;
      const bRise = heights[samples[b]!]! - start;
      const height = start + aShare * aRise + bShare * bRise;
      if (Math.abs(heights[samples[vertex]!]! - height) > toleranceMm) return false;
    }
    a = b;
    aX = bX;
    aY = bY;
  }
  return true;
}

/** The largest error when the ring is closed by a fan from one of its vertices; Infinity beyond the tolerance. */
function measureFan(work: Simplification, count: number, hub: number, toleranceMm: number): number {
  const { field, xs, ys, ring, slackPerRise } = work;
  const hubX = xs[ring[hub]!]!;
  const hubY = ys[ring[hub]!]!;
  let worst = 0;
  for (let step = 1; step + 1 < count; step++) {
    const a = ring[(hub + step) % count]!;
    const b = ring[(hub + step + 1) % count]!;
    const [aX, aY, bX, bY] = [xs[a]!, ys[a]!, xs[b]!, ys[b]!];
    // Half a cell holds no sample but its corners.
    if ((aX - hubX) * (bY - hubY) - (bX - hubX) * (aY - hubY) === -1) continue;
    const error = scanTriangle(field, hubX, hubY, aX, aY, bX, bY, toleranceMm, slackPerRise);
    if (error > worst) worst = error;
    if (worst === Infinity) break;
  }
  return worst;
}

/** Moves a vertex onto one of its ring: the two triangles at that spoke vanish, their outer edges meet. */
function collapse(work: Simplification, vertex: number, count: number, hub: number): void {
  const { indices, twins, edgeAt, spokes, ring } = work;
  const ahead = spokes[hub]!;
  const behind = spokes[(hub + count - 1) % count]!;
  for (let spoke = 0; spoke < count; spoke++) indices[spokes[spoke]!] = ring[hub]!;
  join(twins, twins[nextEdge(ahead)]!, twins[previousEdge(ahead)]!);
  join(twins, twins[nextEdge(behind)]!, twins[behind]!);
  edgeAt[vertex] = GONE;
  // The three vertices at the vanished triangles may have been known by an edge of theirs.
  edgeAt[ring[hub]!] = spokes[(hub + 1) % count]!;
  edgeAt[ring[(hub + 1) % count]!] = nextEdge(spokes[(hub + 1) % count]!);
  edgeAt[ring[(hub + count - 1) % count]!] = previousEdge(spokes[(hub + count - 2) % count]!);
  indices.fill(DEAD, ahead - (ahead % 3), ahead - (ahead % 3) + 3);
  indices.fill(DEAD, behind - (behind % 3), behind - (behind % 3) + 3);
}

function join(twins: Int32Array, one: number, other: number): void {
  if (one !== NO_TWIN) twins[one] = other;
  if (other !== NO_TWIN) twins[other] = one;
}

/** What is left, numbered anew in the old order. */
function compact({ samples, indices, edgeAt }: Simplification): TriangleSurface {
  const numbers = new Uint32Array(samples.length);
  const left = new Uint32Array(samples.length);
  let vertexCount = 0;
  for (let vertex = 0; vertex < samples.length; vertex++) {
    if (edgeAt[vertex] === GONE) continue;
    left[vertexCount] = samples[vertex]!;
    numbers[vertex] = vertexCount++;
  }
  let end = 0;
  for (let edge = 0; edge < indices.length; edge += SPAN) {
    end = renumber(indices, edge, Math.min(indices.length, edge + SPAN), numbers, end);
  }
  return { samples: left.slice(0, vertexCount), indices: indices.slice(0, end) };
}

/** Moves the living corners of a span down to `next`, with their new numbers; returns the place after them. */
function renumber(
  indices: Uint32Array,
  start: number,
  end: number,
  numbers: Uint32Array,
  next: number,
): number {
  let place = next;
  for (let edge = start; edge < end; edge++) {
    if (indices[edge] !== DEAD) indices[place++] = numbers[indices[edge]!]!;
  }
  return place;
}
