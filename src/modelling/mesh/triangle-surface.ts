/**
 * A triangulation of a lattice of samples: each vertex is a sample, named by `row * columns + column`, in
 * ascending order. Triangles are counter-clockwise seen from above with rows running downwards in y, as those
 * of a picture do; together they cover the lattice's rectangle exactly once, without T-junctions.
 */
export interface TriangleSurface {
  samples: Uint32Array;
  indices: Uint32Array;
}
