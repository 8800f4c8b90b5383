/** Part of a surface's boundary; `vertices` run counter-clockwise seen from above, both ends included. */
export interface RimSide {
  vertices: number[];
  /** Whether all of it lies on one side of the outer rectangle. */
  isStraight: boolean;
}

/** The rectangle round a surface, its lower corner at (left, low). */
export interface Rectangle {
  left: number;
  low: number;
  right: number;
  high: number;
}
