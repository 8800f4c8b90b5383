import { SPAN_TRIANGLES, type VertexUses } from './count-uses.js';
import type { GrowingArray } from './growing-array.js';
import { vertexCountOf, type Mesh } from './mesh.js';

/** Faces that meet at more than this keep a sharp edge between them. */
export const CREASE_ANGLE = (40 * Math.PI) / 180;

const CREASE_COSINE_SQUARED = Math.cos(CREASE_ANGLE) ** 2;

/** Faces gathered at a time (24 bytes each), for a bound on memory and for the cache. */
const MOST_FACES = 1 << 18;

/** Up to as many faces are looked through for the next one round the vertex. */
const LONGEST_SCAN = 32;

/** Vertices to be added behind those of a mesh. */
export interface AddedVertices {
  /** The vertex each of them stands at. */
  at: GrowingArray<Uint32Array>;
  /** The sum of its faces' normals. */
  normals: GrowingArray<Float32Array>;
}

/** The faces round the vertices of a range, vertex by vertex. */
interface Fans {
  /** Where those of each vertex end. */
  ends: Uint32Array;
  /** Of each face: the vertex that the step round it comes from, the one it leads to, and the corner. */
  steps: Uint32Array;
  /** Of each face: its normal, as long as twice its area. */
  faces: Float32Array;
}

/**
 * Cuts the fan of faces round vertices where neighbours meet at more than 40°. The faces between the first two
 * cuts keep the vertex and set its normal, all others get added ones.
 *
 * @param uses how many corners lie at each vertex to look at, 0 at all others
 * @returns the corners with their new vertices
 */
export function cutFans(
  mesh: Mesh,
  { uses, spans }: VertexUses,
  normals: Float32Array,
  added: AddedVertices,
): Uint32Array {
  const indices = mesh.indices.slice();
  const vertexCount = vertexCountOf(mesh);
  const fans: Fans = { ends: new Uint32Array(0), steps: new Uint32Array(0), faces: new Float32Array(0) };
  for (let first = 0; first < vertexCount;) {
    let faceCount = 0;
    let end = first;
    while (end < vertexCount && (end === first || faceCount + uses[end]! <= MOST_FACES)) {
      faceCount += uses[end++]!;
    }
    if (faceCount > 0) {
      gatherFans(mesh, spans, uses.subarray(first, end), first, faceCount, fans);
      cutRange(fans, first, vertexCount, indices, normals, added);
    }
    first = end;
  }
  return indices;
}

/** Sorts the faces at the vertices of a range, of which `uses` says how many there are at each. */
function gatherFans(
  { positions, indices }: Mesh,
  spans: Uint32Array,
  uses: Uint32Array,
  first: number,
  faceCount: number,
  fans: Fans,
): void {
  const count = uses.length;
  if (fans.steps.length < 3 * faceCount) {
    fans.steps = new Uint32Array(3 * faceCount);
    fans.faces = new Float32Array(3 * faceCount);
  }
  const { steps, faces } = fans;
  const ends = new Uint32Array(count);
  for (let vertex = 1; vertex < count; vertex++) ends[vertex] = ends[vertex - 1]! + uses[vertex - 1]!;
  for (let span = 0; 2 * span < spans.length; span++) {
    if (spans[2 * span]! >= first + count || spans[2 * span + 1]! < first) continue;
    const start = 3 * SPAN_TRIANGLES * span;
    const end = Math.min(indices.length, start + 3 * SPAN_TRIANGLES);
    for (let corner = start; corner < end; corner += 3) {
      const a = indices[corner]!;
      const b = indices[corner + 1]!;
      const c = indices[corner + 2]!;
      // Unsigned, what lies before the range is beyond it too.
      const isAtA = (a - first) >>> 0 < count && uses[a - first] !== 0;
      const isAtB = (b - first) >>> 0 < count && uses[b - first] !== 0;
      const isAtC = (c - first) >>> 0 < count && uses[c - first] !== 0;
      if (!isAtA && !isAtB && !isAtC) continue;
      const ax = positions[3 * a]!;
      const ay = positions[3 * a + 1]!;
      const az = positions[3 * a + 2]!;
      const ux = positions[3 * b]! - ax;
      const uy = positions[3 * b + 1]! - ay;
      const uz = positions[3 * b + 2]! - az;
      const vx = positions[3 * c]! - ax;
      const vy = positions[3 * c + 1]! - ay;
      const vz = positions[3 * c + 2]! - az;
      const nx = uy * vz - uz * vy;
      const ny = uz * vx - ux * vz;
      const nz = ux * vy - uy * vx;
      for (let turn = 0; turn < 3; turn++) {
        if (turn === 0 ? !isAtA : turn === 1 ? !isAtB : !isAtC) continue;
        const vertex = turn === 0 ? a : turn === 1 ? b : c;
        const place = 3 * ends[vertex - first]!++;
        steps[place] = turn === 0 ? b : turn === 1 ? c : a;
        steps[place + 1] = turn === 0 ? c : turn === 1 ? a : b;
        steps[place + 2] = corner + turn;
        faces[place] = nx;
        faces[place + 1] = ny;
        faces[place + 2] = nz;
      }
    }
  }
  fans.ends = ends;
}

function cutRange(
  fans: Fans,
  first: number,
  vertexCount: number,
  indices: Uint32Array,
  normals: Float32Array,
  added: AddedVertices,
): void {
  const { ends, steps, faces } = fans;
  let ring = new Uint32Array(64);
  for (let index = 0, start = 0; index < ends.length; index++) {
    const end = ends[index]!;
    const count = end - start;
    if (count > ring.length) ring = new Uint32Array(2 * count);
    if (count > 0) orderRing(steps, start, end, ring);
    start = end;
    let cut = 0;
    while (cut < count && !isCrease(faces, ring[cut === 0 ? count - 1 : cut - 1]!, ring[cut]!)) cut++;
    if (cut === count) continue;

    const vertex = first + index;
    let number = vertex;
    let [x, y, z] = [0, 0, 0];
    for (let step = 0; step < count; step++) {
      const place = ring[(cut + step) % count]!;
      if (step > 0 && isCrease(faces, ring[(cut + step - 1) % count]!, place)) {
        setNormal(number, vertexCount, x, y, z, normals, added);
        number = vertexCount + added.at.length;
        added.at.push(vertex);
        [x, y, z] = [0, 0, 0];
      }
      x += faces[place]!;
      y += faces[place + 1]!;
      z += faces[place + 2]!;
      indices[steps[place + 2]!] = number;
    }
    setNormal(number, vertexCount, x, y, z, normals, added);
  }
}

/** Lists the places of the faces round a vertex in the order in which they meet. */
function orderRing(steps: Uint32Array, start: number, end: number, ring: Uint32Array): void {
  const count = end - start;
  const placeFrom = count > LONGEST_SCAN ? new Map<number, number>() : null;
  if (placeFrom) for (let face = start; face < end; face++) placeFrom.set(steps[3 * face]!, 3 * face);
  let place = 3 * start;
  for (let turn = 0; turn < count; turn++) {
    ring[turn] = place;
    const next = steps[place + 1]!;
    if (placeFrom) {
      place = placeFrom.get(next)!;
    } else {
      place = 3 * start;
      // A checked mesh always has the one that is looked for.
      while (place < 3 * end && steps[place] !== next) place += 3;
    }
  }
}

function isCrease(faces: Float32Array, place: number, other: number): boolean {
  const ax = faces[place]!;
  const ay = faces[place + 1]!;
  const az = faces[place + 2]!;
  const bx = faces[other]!;
  const by = faces[other + 1]!;
  const bz = faces[other + 2]!;
  const dot = ax * bx + ay * by + az * bz;
  const limit = CREASE_COSINE_SQUARED * (ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz);
  return dot <= 0 || dot * dot < limit;
}

/** Sets the normal of a vertex of the mesh, or appends that of an added one. */
function setNormal(
  number: number,
  vertexCount: number,
  x: number,
  y: number,
  z: number,
  normals: Float32Array,
  added: AddedVertices,
): void {
  if (number >= vertexCount) {
    added.normals.push(x);
    added.normals.push(y);
    added.normals.push(z);
    return;
  }
  normals[3 * number] = x;
  normals[3 * number + 1] = y;
  normals[3 * number + 2] = z;
}
