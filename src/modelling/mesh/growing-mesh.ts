import type { Mesh } from './mesh.js';

/** A mesh to which vertices and triangles are added; its arrays grow by half when they are full. */
export class GrowingMesh {
  private positions: Float32Array;
  private indices: Uint32Array;
  private positionsEnd: number;
  private indicesEnd: number;

  /**
   * Goes on from `start`, which is not to be used any more: where its arrays have room behind them in their
   * buffers, that is filled, as copying a large mesh takes as long as making it.
   */
  constructor(start: Mesh) {
    const { positions, indices } = start;
    this.positionsEnd = positions.length;
    this.indicesEnd = indices.length;
    this.positions = new Float32Array(positions.buffer, positions.byteOffset);
    this.indices = new Uint32Array(indices.buffer, indices.byteOffset);
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
