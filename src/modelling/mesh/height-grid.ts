/**
 * Heights over a rectangular grid whose lines need not be evenly spaced, in millimetres.
 * `heights[row * xs.length + column]` stands over `(xs[column], ys[row])`; xs ascend, ys descend (as the
 * rows of a picture do), and both reach 0.
 */
export interface HeightGrid {
  xs: Float32Array;
  ys: Float32Array;
  heights: Float32Array;
}
