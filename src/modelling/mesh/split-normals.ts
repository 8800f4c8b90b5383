import { groupCorners, nextCorner, previousCorner } from './group-corners.js';
import { triangleCountOf, type Mesh } from './mesh.js';

/** Faces that meet at more than this keep a sharp edge between them. */
const CREASE_COSINE = Math.cos((40 * Math.PI) / 180);

/** A mesh for shading: vertices at creases come once for each smooth side. */
export interface ShadedMesh {
  positions: Float32Array;
  /** Unit normals. */
  normals: Float32Array;
  indices: Uint32Array;
}

/**
 * Gives a checked mesh its normals. Round each vertex the fan of faces is cut where neighbours meet at more
 * than 40°; the faces between two cuts share a vertex with the mean of their normals by area.
 */
export function splitNormals(mesh: Mesh): ShadedMesh {
  const { indices } = mesh;
  const { starts, corners } = groupCorners(mesh);
  const faces = faceNormals(mesh);
  const vertexCount = starts.length - 1;
  const shaded = new Uint32Array(indices.length);
  const output = new SplitVertices(mesh.positions, vertexCount);
  /** The corner at the present vertex whose next vertex is the index. */
  const cornerTo = new Uint32Array(vertexCount);
  const fan: number[] = [];
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    const start = starts[vertex]!;
    const end = starts[vertex + 1]!;
    for (let place = start; place < end; place++) {
      cornerTo[indices[nextCorner(corners[place]!)]!] = corners[place]!;
    }
    fan.length = 0;
    let corner = corners[start]!;
    for (let place = start; place < end; place++) {
      fan.push(corner);
      corner = cornerTo[indices[previousCorner(corner)]!]!;
    }
    splitFan(fan, faces, vertex, output, shaded);
  }
  return { ...output.finish(), indices: shaded };
}

/** Walks once round the fan, beginning behind a crease where there is one. */
function splitFan(
  fan: number[],
  faces: Float32Array,
  vertex: number,
  output: SplitVertices,
  shaded: Uint32Array,
): void {
  const count = fan.length;
  let first = 0;
  while (first < count && !isCrease(faces, fan[(first + count - 1) % count]!, fan[first]!)) first++;
  let number = output.add(vertex);
  for (let step = 0; step < count; step++) {
    const corner = fan[(first + step) % count]!;
    if (step > 0 && isCrease(faces, fan[(first + step - 1) % count]!, corner)) number = output.add(vertex);
    shaded[corner] = number;
    output.addNormal(number, faces, Math.floor(corner / 3));
  }
}

function isCrease(faces: Float32Array, corner: number, other: number): boolean {
  const a = 3 * Math.floor(corner / 3);
  const b = 3 * Math.floor(other / 3);
  const [ax, ay, az] = [faces[a]!, faces[a + 1]!, faces[a + 2]!];
  const [bx, by, bz] = [faces[b]!, faces[b + 1]!, faces[b + 2]!];
  const lengths = Math.sqrt((ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz));
  return ax * bx + ay * by + az * bz < CREASE_COSINE * lengths;
}

/** The normal of each face, as long as twice its area. */
function faceNormals(mesh: Mesh): Float32Array {
  const { positions, indices } = mesh;
  const normals = new Float32Array(3 * triangleCountOf(mesh));
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    normals[corner] = uy * vz - uz * vy;
    normals[corner + 1] = uz * vx - ux * vz;
    normals[corner + 2] = ux * vy - uy * vx;
  }
  return normals;
}

/** Growing arrays of the vertices after the split. */
class SplitVertices {
  private count = 0;
  private points: Float32Array;
  private sums: Float32Array;

  constructor(
    private readonly positions: Float32Array,
    expectedCount: number,
  ) {
    const capacity = 3 * Math.ceil(expectedCount * 1.25 + 64);
    this.points = new Float32Array(capacity);
    this.sums = new Float32Array(capacity);
  }

  /** Adds a vertex at the place of a vertex of the mesh; returns its number. */
  add(vertex: number): number {
    if (3 * this.count === this.points.length) this.grow();
    for (let axis = 0; axis < 3; axis++) {
      this.points[3 * this.count + axis] = this.positions[3 * vertex + axis]!;
    }
    return this.count++;
  }

  addNormal(number: number, faces: Float32Array, face: number): void {
    for (let axis = 0; axis < 3; axis++) this.sums[3 * number + axis]! += faces[3 * face + axis]!;
  }

  finish(): { positions: Float32Array; normals: Float32Array } {
    const normals = this.sums.subarray(0, 3 * this.count);
    for (let start = 0; start < normals.length; start += 3) {
      const [x, y, z] = [normals[start]!, normals[start + 1]!, normals[start + 2]!];
      const length = Math.sqrt(x * x + y * y + z * z);
      // Faces that cancel out have no mean; any unit vector is as good as another there.
      normals[start] = length > 0 ? x / length : 0;
      normals[start + 1] = length > 0 ? y / length : 0;
      normals[start + 2] = length > 0 ? z / length : 1;
    }
    return { positions: this.points.subarray(0, 3 * this.count), normals };
  }

  private grow(): void {
    const larger = (old: Float32Array): Float32Array => {
      const grown = new Float32Array(2 * old.length);
      grown.set(old);
      return grown;
    };
    this.points = larger(this.points);
    this.sums = larger(this.sums);
  }
}
