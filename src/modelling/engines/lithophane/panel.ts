/**
 * A lithophane unrolled: thicknesses over lines that need not be evenly spaced, in millimetres.
 * `thicknessMm[row * us.length + column]` stands at `(us[column], vs[row])`; us ascend from the left edge at
 * 0, vs descend (as the rows of a picture do) to 0.
 */
export interface Panel {
  us: Float64Array;
  vs: Float64Array;
  thicknessMm: Float32Array;
  /** The whole way round; the edges meet there when the panel is closed, its first column being the next. */
  widthMm: number;
  isClosed: boolean;
  hole: PanelHole | null;
}

/** A round hole amid cells of one thickness: those from `row` to the next and from `leftColumn` to `rightColumn`. */
export interface PanelHole {
  u: number;
  v: number;
  radiusMm: number;
  row: number;
  leftColumn: number;
  rightColumn: number;
}

/** The one thickness of the cells round a hole. */
export function thicknessAround({ us, thicknessMm }: Panel, { row, leftColumn }: PanelHole): number {
  return thicknessMm[row * us.length + leftColumn]!;
}
