/** How pixels along one side fall into cells: `share` of pixel i into `cell[i]`, the rest into the next. */
export interface CellSplit {
  cell: Uint32Array;
  share: Float64Array;
}

/** Splits `pixels` evenly over `cells` (not more than there are pixels), so a pixel meets two cells at most. */
export function splitCells(pixels: number, cells: number): CellSplit {
  const cell = new Uint32Array(pixels);
  const share = new Float64Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    // Whole numbers decide where a seam lies; a quotient could round onto the wrong side of it.
    const first = Math.floor((pixel * cells) / pixels);
    const seam = (first + 1) * pixels;
    const end = (pixel + 1) * cells;
    cell[pixel] = first;
    share[pixel] = end <= seam ? 1 : (seam - pixel * cells) / cells;
  }
  return { cell, share };
}
