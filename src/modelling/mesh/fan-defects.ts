/** What is wrong with how triangles meet; all zero on a closed, consistently wound 2-manifold. */
export interface FanDefects {
  /** Edges that run one way without a partner the other way: a hole, or a neighbour turned over. */
  openEdgeCount: number;
  /** Edges used more than once in the same direction: more than two faces, or a face twice. */
  overusedEdgeCount: number;
  /** Vertices whose triangles form more than one fan. */
  pinchedVertexCount: number;
}
