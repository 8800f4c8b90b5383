import type { Mesh } from './mesh.js';

/** A mesh to which vertices and triangles are added; its arrays grow by half when they are full. */
export class GrowingMesh {
  private positions: Float32Array;
  private indices: Uint32Array;
  private positionsEnd: number;
  private indicesEnd: number;

  /** Goes on from `start`, whose arrays are copied, with room for `vertexRoom` and `triangleRoom` more. */
  constructor(start: Mesh, vertexRoom: number, triangleRoom: number) {
    this.positionsEnd = start.positions.length;
    this.indicesEnd = start.indices.length;
    this.positions = new Float32Array(this.positionsEnd + 3 * vertexRoom);
    this.positions.set(start.positions);
    this.indices = new Uint32Array(this.indicesEnd + 3 * triangleRoom);
    this.indices.set(start.indices);
  }

  /** Adds a vertex, rounded to float32; returns its number. */
  addVertex(x: number, y: number, z: number): number {
    const start = this.positionsEnd;
    if (start + 3 > this.positions.length)
      this.positions = grow(this.positions, new Float32Array(1.5 * start + 48));
    this.positions[start] = x;
    this.positions[start + 1] = y;
    this.positions[start + 2] = z;
    this.positionsEnd = start + 3;
    return start / 3;
  }

  addTriangle(a: number, b: number, c: number): void {
    const start = this.indicesEnd;
    if (start + 3 > this.indices.length) this.indices = grow(this.indices, new Uint32Array(1.5 * start + 48));
    this.indices[start] = a;
    this.indices[start + 1] = b;
    this.indices[start + 2] = c;
    this.indicesEnd = start + 3;
  }

  /** Coordinate 0, 1 or 2 of a vertex. */
  at(vertex: number, axis: number): number {
    return this.positions[3 * vertex + axis]!;
  }

  finish(): Mesh {
    return {
      positions: this.positions.subarray(0, this.positionsEnd),
      indices: this.indices.subarray(0, this.indicesEnd),
    };
  }
}

function grow<Values extends Float32Array | Uint32Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}
