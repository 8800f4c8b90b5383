/**
 * A lattice of samples covered by square blocks of right-triangle hierarchies.
 *
 * A block's side is a power of two cells; the blocks may reach beyond the last column and row. A vertex
 * out there stands for the sample that it comes to when it is moved straight onto the edge. Moving is
 * monotone in both axes, so no triangle of the hierarchy ever turns over; those that lie wholly outside lose
 * their area and are dropped. So any size is met exactly, without a vertex that the picture does not need.
 */
export interface SplitLattice {
  columns: number;
  rows: number;
  /** Cells on a block's side. */
  side: number;
  /** Places from one line of the blocks' lattice to the next. */
  stride: number;
  /** Lines of the blocks' lattice. */
  lines: number;
}

/** The lattice with the smallest blocks that span the shorter side, so that strips cost no empty space. */
export function planSplitLattice(columns: number, rows: number): SplitLattice {
  const shorter = Math.min(columns, rows) - 1;
  let side = 1;
  while (side < shorter) side *= 2;
  return {
    columns,
    rows,
    side,
    stride: Math.ceil((columns - 1) / side) * side + 1,
    lines: Math.ceil((rows - 1) / side) * side + 1,
  };
}
