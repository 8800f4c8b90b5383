/**
 * Tells which cells of a square grid an edge passes, or comes within `reach` of along either axis: for each row
 * the first and the last of its columns. A long slanting edge passes few of the cells that its box has.
 *
 * Places are from the grid's lower left corner; there are no cells below 0.
 */
export function followEdge(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reach: number,
  cellSize: number,
  visit: (row: number, firstColumn: number, lastColumn: number) => void,
): void {
  const [left, right] = ax < bx ? [ax, bx] : [bx, ax];
  const [low, high] = ay < by ? [ay, by] : [by, ay];
  const firstRow = cellOf(low - reach, cellSize);
  const lastRow = cellOf(high + reach, cellSize);
  const first = cellOf(left - reach, cellSize);
  const last = cellOf(right + reach, cellSize);
  if (last - first < 2 || lastRow - firstRow < 2 || high - low < cellSize) {
    for (let row = firstRow; row <= lastRow; row++) visit(row, first, last);
    return;
  }
  const slope = (bx - ax) / (by - ay);
  for (let row = firstRow; row <= lastRow; row++) {
    const enter = Math.max(low, row * cellSize - reach);
    const leave = Math.min(high, (row + 1) * cellSize + reach);
    const [x, otherX] = [ax + (enter - ay) * slope, ax + (leave - ay) * slope];
    // The ends are exact: what is reckoned from the other end may fall a trifle beyond them.
    const from = Math.max(left, Math.min(x, otherX));
    const to = Math.min(right, Math.max(x, otherX));
    visit(row, cellOf(from - reach, cellSize), cellOf(to + reach, cellSize));
  }
}

function cellOf(place: number, cellSize: number): number {
  return Math.max(0, Math.floor(place / cellSize));
}
