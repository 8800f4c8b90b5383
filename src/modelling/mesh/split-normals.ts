import { countUses, type VertexUses } from './count-uses.js';
import { CREASE_ANGLE, cutFans } from './cut-fans.js';
import { GrowingArray } from './growing-array.js';
import { vertexCountOf, type Mesh } from './mesh.js';

/** Two faces that both lie this near to a third direction do not make a crease; a little less, for rounding. */
const CALM_COSINE_SQUARED = Math.cos(0.49 * CREASE_ANGLE) ** 2;

/** The normals of a mesh for shading: vertices at creases come once for each smooth side. */
export interface ShadedMesh {
  /** Unit normals of the vertices of the mesh. */
  normals: Float32Array;
  /** For each vertex that was added behind those of the mesh, which of them it stands at; and its normal. */
  addedAt: Uint32Array;
  addedNormals: Float32Array;
  /** The mesh's own where nothing was added. */
  indices: Uint32Array;
}

/**
 * Gives a checked mesh its normals. Round each vertex the fan of faces is cut where neighbours meet at more
 * than 40°; the faces between two cuts share a vertex with the mean of their normals by area. Where all faces
 * lie near their mean there is no cut to look for, so most meshes cost two passes over their triangles.
 */
export function splitNormals(mesh: Mesh): ShadedMesh {
  const normals = sumNormals(mesh);
  const uses = countRoughUses(mesh, normals);
  const added = { at: new GrowingArray(Uint32Array), normals: new GrowingArray(Float32Array) };
  const indices = uses === null ? mesh.indices : cutFans(mesh, uses, normals, added);
  return {
    normals: normalise(normals),
    addedAt: added.at.values(),
    addedNormals: normalise(added.normals.values()),
    indices,
  };
}

/** For each vertex the sum of the normals of its faces, each as long as twice its area. */
function sumNormals({ positions, indices }: Mesh): Float32Array {
  const sums = new Float32Array(positions.length);
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ax = positions[a]!;
    const ay = positions[a + 1]!;
    const az = positions[a + 2]!;
    const ux = positions[b]! - ax;
    const uy = positions[b + 1]! - ay;
    const uz = positions[b + 2]! - az;
    const vx = positions[c]! - ax;
    const vy = positions[c + 1]! - ay;
    const vz = positions[c + 2]! - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    sums[a]! += nx;
    sums[a + 1]! += ny;
    sums[a + 2]! += nz;
    sums[b]! += nx;
    sums[b + 1]! += ny;
    sums[b + 2]! += nz;
    sums[c]! += nx;
    sums[c + 1]! += ny;
    sums[c + 2]! += nz;
  }
  return sums;
}

/**
 * How many corners lie at each vertex with a face far from the mean of its faces, and 0 at all other vertices.
 * Null if there are none such.
 */
function countRoughUses(mesh: Mesh, sums: Float32Array): VertexUses | null {
  const { positions, indices } = mesh;
  const isRough = new Uint8Array(vertexCountOf(mesh));
  let roughCount = 0;
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner]!;
    const b = 3 * indices[corner + 1]!;
    const c = 3 * indices[corner + 2]!;
    const ax = positions[a]!;
    const ay = positions[a + 1]!;
    const az = positions[a + 2]!;
    const ux = positions[b]! - ax;
    const uy = positions[b + 1]! - ay;
    const uz = positions[b + 2]! - az;
    const vx = positions[c]! - ax;
    const vy = positions[c + 1]! - ay;
    const vz = positions[c + 2]! - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const limit = CALM_COSINE_SQUARED * (nx * nx + ny * ny + nz * nz);
    if (isFar(sums, a, nx, ny, nz, limit)) roughCount += markOnce(isRough, a / 3);
    if (isFar(sums, b, nx, ny, nz, limit)) roughCount += markOnce(isRough, b / 3);
    if (isFar(sums, c, nx, ny, nz, limit)) roughCount += markOnce(isRough, c / 3);
  }
  if (roughCount === 0) return null;
  const all = countUses(mesh);
  for (let vertex = 0; vertex < isRough.length; vertex++) all.uses[vertex]! *= isRough[vertex]!;
  return all;
}

/** Whether the angle to the sum is above the limit, given as the square of cosine times length. */
function isFar(sums: Float32Array, at: number, nx: number, ny: number, nz: number, limit: number): boolean {
  const x = sums[at]!;
  const y = sums[at + 1]!;
  const z = sums[at + 2]!;
  const dot = nx * x + ny * y + nz * z;
  return !(dot > 0 && dot * dot >= limit * (x * x + y * y + z * z));
}

function markOnce(marks: Uint8Array, at: number): number {
  if (marks[at] === 1) return 0;
  marks[at] = 1;
  return 1;
}

function normalise(normals: Float32Array): Float32Array {
  for (let start = 0; start < normals.length; start += 3) {
    const x = normals[start]!;
    const y = normals[start + 1]!;
    const z = normals[start + 2]!;
    const scale = 1 / Math.sqrt(x * x + y * y + z * z);
    // Faces that cancel out have no mean; any unit vector is as good as another there.
    const hasMean = scale < Infinity;
    normals[start] = hasMean ? x * scale : 0;
    normals[start + 1] = hasMean ? y * scale : 0;
    normals[start + 2] = hasMean ? z * scale : 1;
  }
  return normals;
}
