/** An indexed triangle mesh: three float32 millimetres to a vertex, three vertex numbers to a triangle. */
export interface Mesh {
  positions: Float32Array;
  /** Counter-clockwise seen from outside. */
  indices: Uint32Array;
  /** Red, green and blue (sRGB) of each vertex. */
  colors?: Uint8Array;
}

export function vertexCountOf(mesh: Mesh): number {
  return mesh.positions.length / 3;
}

export function triangleCountOf(mesh: Mesh): number {
  return mesh.indices.length / 3;
}
