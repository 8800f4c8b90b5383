import { type Box3, Group } from 'three';
import { LineSheet } from './line-sheet.js';

const INK = '#8d7f6d';
/** Lines on each side beyond the model. */
const MARGIN_CELLS = 1;
/** Cells between the stronger lines. */
const STRONG_EVERY = 5;

/** The bed that the model lies on, ruled in millimetres: 10 to a cell, or 1 or 100 where that reads better. */
export class BedGrid {
  readonly group = new Group();
  readonly cellMm: number;
  private readonly sheets: LineSheet[];

  constructor({ min, max }: Box3) {
    const longestMm = Math.max(max.x - min.x, max.y - min.y);
    this.cellMm = longestMm < 12 ? 1 : longestMm > 500 ? 100 : 10;
    const z = min.z - longestMm * 0.002;
    const across = placesOf(min.x, max.x, this.cellMm);
    const up = placesOf(min.y, max.y, this.cellMm);
    const fine: number[] = [];
    const strong: number[] = [];
    across.forEach((x, index) => {
      (index % STRONG_EVERY === MARGIN_CELLS ? strong : fine).push(x, up[0] ?? 0, z, x, up.at(-1) ?? 0, z);
    });
    up.forEach((y, index) => {
      (index % STRONG_EVERY === MARGIN_CELLS ? strong : fine).push(
        across[0] ?? 0,
        y,
        z,
        across.at(-1) ?? 0,
        y,
        z,
      );
    });
    this.sheets = [new LineSheet(fine, INK, 0.28), new LineSheet(strong, INK, 0.6)];
    this.group.add(...this.sheets.map(({ lines }) => lines));
  }

  dispose(): void {
    this.group.removeFromParent();
    for (const sheet of this.sheets) sheet.dispose();
  }
}

/** Where lines stand: whole cells from the lower edge, a cell beyond both ends. */
function placesOf(low: number, high: number, cellMm: number): number[] {
  const count = Math.ceil((high - low) / cellMm - 1e-6) + 2 * MARGIN_CELLS;
  return Array.from({ length: count + 1 }, (_, index) => low + (index - MARGIN_CELLS) * cellMm);
}
