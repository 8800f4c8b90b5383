import { type Box3, Group, Vector3 } from 'three';
import { LineSheet } from './line-sheet.js';

/** Between the clay of the day and that of the night, for it stands on both grounds. */
const INK = '#c2602f';
/** Distance of a mark from the model, as a share of its longest side. */
const DISTANCE = 0.06;
/** Half the length of the strokes that end a mark, likewise. */
const STROKE = 0.018;

/** Width, height and depth as a draughtsman marks them, each with the place of its number. */
export class DimensionMarks {
  readonly group = new Group();
  /** Where the numbers of width, height and depth stand. */
  readonly places: readonly Vector3[];
  private readonly sheet: LineSheet;

  constructor({ min, max }: Box3) {
    const longest = Math.max(max.x - min.x, max.y - min.y, max.z - min.z);
    const away = longest * DISTANCE;
    const stroke = longest * STROKE;
    const low = min.y - away;
    const left = min.x - away;
    const right = max.x + away;
    this.sheet = new LineSheet(
      [
        ...[min.x, low, max.z, max.x, low, max.z],
        ...[min.x, low - stroke, max.z, min.x, low + stroke, max.z],
        ...[max.x, low - stroke, max.z, max.x, low + stroke, max.z],
        ...[left, min.y, max.z, left, max.y, max.z],
        ...[left - stroke, min.y, max.z, left + stroke, min.y, max.z],
        ...[left - stroke, max.y, max.z, left + stroke, max.y, max.z],
        ...[right, min.y, min.z, right, min.y, max.z],
        ...[right - stroke, min.y, min.z, right + stroke, min.y, min.z],
        ...[right - stroke, min.y, max.z, right + stroke, min.y, max.z],
      ],
      INK,
      1,
    );
    this.group.add(this.sheet.lines);
    this.places = [
      new Vector3((min.x + max.x) / 2, low - stroke, max.z),
      new Vector3(left - stroke, (min.y + max.y) / 2, max.z),
      new Vector3(right + stroke, min.y, (min.z + max.z) / 2),
    ];
  }

  dispose(): void {
    this.group.removeFromParent();
    this.sheet.dispose();
  }
}
