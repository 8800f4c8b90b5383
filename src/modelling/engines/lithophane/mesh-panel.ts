import type { Mesh } from '../../mesh/mesh.js';
import type { Bend } from './bend-panel.js';
import { circleAround, CIRCLE_CORNERS, joinRing, type Point } from './join-ring.js';
import { thicknessAround, type Panel, type PanelHole } from './panel.js';
import { SolidBuilder } from './solid-builder.js';

/**
 * The most triangles that a panel makes: two to a cell of the relief, strips from edge to edge on the smooth
 * side, walls, and what a hole takes.
 */
export function countPanelTriangles(
  columns: number,
  rows: number,
  isClosed: boolean,
  hole: PanelHole | null,
): number {
  const steps = isClosed ? columns : columns - 1;
  const sides = isClosed ? 2 * columns : 2 * (columns - 2) + 2 * (rows - 1) + 4 * (rows - 1);
  const plain = 2 * steps * (rows - 1) + 4 * steps + sides;
  return hole === null ? plain : plain + 4 * CIRCLE_CORNERS + 4 * (hole.rightColumn - hole.leftColumn + 2);
}

/**
 * The closed solid of a panel, bent. Both sides have their vertices on the same columns, so that within a
 * column's wedge they cannot cross, however thin the wall is.
 */
export function meshPanel(panel: Panel, bend: Bend, onProgress: (fraction: number) => void): Mesh {
  const { us, vs, isClosed, hole } = panel;
  const columns = us.length;
  const most = countPanelTriangles(columns, vs.length, isClosed, hole);
  const solid = new SolidBuilder(panel, bend, most);
  meshRelief(panel, solid, onProgress);
  const smooth = meshSmoothSide(panel, solid);
  meshWalls(panel, solid, smooth);
  if (hole !== null) meshHole(panel, hole, solid, smooth);
  return solid.finish();
}

/** The vertices of the smooth side by column, from the upper edge to the lower. */
type SmoothColumns = readonly (readonly { row: number; vertex: number }[])[];

function meshRelief(panel: Panel, solid: SolidBuilder, onProgress: (fraction: number) => void): void {
  const { thicknessMm, us, vs, isClosed, hole } = panel;
  const columns = us.length;
  for (let row = 0; row + 1 < vs.length; row++) {
    const start = row * columns;
    for (let column = 0; column < (isClosed ? columns : columns - 1); column++) {
      if (hole?.row === row && column >= hole.leftColumn && column < hole.rightColumn) continue;
      const following = column + 1 === columns ? 0 : column + 1;
      const upperLeft = start + column;
      const upperRight = start + following;
      const lowerLeft = upperLeft + columns;
      const lowerRight = upperRight + columns;
      const falling = Math.abs(thicknessMm[upperLeft]! - thicknessMm[lowerRight]!);
      const rising = Math.abs(thicknessMm[lowerLeft]! - thicknessMm[upperRight]!);
      // Cutting along the flatter diagonal follows ridges instead of notching them.
      if (falling <= rising) {
        solid.addTriangle(upperLeft, lowerLeft, lowerRight);
        solid.addTriangle(upperLeft, lowerRight, upperRight);
      } else {
        solid.addTriangle(upperLeft, lowerLeft, upperRight);
        solid.addTriangle(lowerLeft, lowerRight, upperRight);
      }
    }
    if ((row & 255) === 255) onProgress(row / vs.length);
  }
}

/** Strips from edge to edge; at the ends of an open panel they have the rows of the wall there. */
function meshSmoothSide(panel: Panel, solid: SolidBuilder): SmoothColumns {
  const { us, vs, isClosed, hole } = panel;
  const last = vs.length - 1;
  const smooth = Array.from(us, (u, column) => {
    const isEnd = !isClosed && (column === 0 || column === us.length - 1);
    const isAtHole = hole !== null && column >= hole.leftColumn && column <= hole.rightColumn;
    const rows = isEnd
      ? Array.from(vs.keys())
      : [...new Set([0, ...(isAtHole ? [hole.row, hole.row + 1] : []), last])];
    return rows.map((row) => ({ row, vertex: solid.addVertex(u, vs[row]!, 0) }));
  });
  for (let column = 0; column < (isClosed ? us.length : us.length - 1); column++) {
    const left = smooth[column]!;
    const right = smooth[(column + 1) % us.length]!;
    const isCut = hole !== null && column >= hole.leftColumn && column < hole.rightColumn;
    if (!isCut) {
      meshStrip(solid, left, right);
      continue;
    }
    meshStrip(solid, ...upTo(left, right, ({ row }) => row <= hole.row));
    meshStrip(solid, ...upTo(left, right, ({ row }) => row > hole.row));
  }
  return smooth;
}

type SmoothColumn = SmoothColumns[number];

function upTo(
  left: SmoothColumn,
  right: SmoothColumn,
  isWanted: (place: SmoothColumn[number]) => boolean,
): [SmoothColumn, SmoothColumn] {
  return [left.filter(isWanted), right.filter(isWanted)];
}

/** Fills between two columns, going down on the side that lags behind. */
function meshStrip(solid: SolidBuilder, left: SmoothColumn, right: SmoothColumn): void {
  let [leftAt, rightAt] = [0, 0];
  while (leftAt + 1 < left.length || rightAt + 1 < right.length) {
    const leftNext = left[leftAt + 1]?.row ?? Infinity;
    const rightNext = right[rightAt + 1]?.row ?? Infinity;
    const [from, across] = [left[leftAt]!.vertex, right[rightAt]!.vertex];
    if (leftNext <= rightNext) solid.addTriangle(from, across, left[++leftAt]!.vertex);
    else solid.addTriangle(from, across, right[++rightAt]!.vertex);
  }
}

function meshWalls({ us, vs, isClosed }: Panel, solid: SolidBuilder, smooth: SmoothColumns): void {
  const columns = us.length;
  const lastRow = (vs.length - 1) * columns;
  for (let column = 0; column < (isClosed ? columns : columns - 1); column++) {
    const following = column + 1 === columns ? 0 : column + 1;
    const here = smooth[column]!;
    const there = smooth[following]!;
    solid.addQuad(column, following, there[0]!.vertex, here[0]!.vertex);
    solid.addQuad(lastRow + following, lastRow + column, here.at(-1)!.vertex, there.at(-1)!.vertex);
  }
  if (isClosed) return;
  const left = smooth[0]!;
  const right = smooth[columns - 1]!;
  for (let row = 0; row + 1 < vs.length; row++) {
    const start = row * columns;
    solid.addQuad(start + columns, start, left[row]!.vertex, left[row + 1]!.vertex);
    const end = start + columns - 1;
    solid.addQuad(end, end + columns, right[row + 1]!.vertex, right[row]!.vertex);
  }
}

/** Joins the cut-out cells on both sides to the circle and lines the hole. */
function meshHole(panel: Panel, hole: PanelHole, solid: SolidBuilder, smooth: SmoothColumns): void {
  const { us, vs } = panel;
  const columns = us.length;
  const corners = walkAround(hole);
  const rectangle = corners.map(([column, row]): Point => [us[column]!, vs[row]!]);
  const circle = circleAround([hole.u, hole.v], hole.radiusMm);
  const deepMm = thicknessAround(panel, hole);
  const reliefCircle = circle.map(([u, v]) => solid.addVertex(u, v, deepMm));
  const smoothCircle = circle.map(([u, v]) => solid.addVertex(u, v, 0));
  const onRelief = [...corners.map(([column, row]) => row * columns + column), ...reliefCircle];
  const onSmooth = [
    ...corners.map(([column, row]) => smooth[column]!.find((place) => place.row === row)!.vertex),
    ...smoothCircle,
  ];
  const ring = joinRing(rectangle, [hole.u, hole.v], circle);
  for (let start = 0; start < ring.length; start += 3) {
    const [a, b, c] = [ring[start]!, ring[start + 1]!, ring[start + 2]!];
    solid.addTriangle(onRelief[a]!, onRelief[b]!, onRelief[c]!);
    solid.addTriangle(onSmooth[a]!, onSmooth[c]!, onSmooth[b]!);
  }
  for (let corner = 0; corner < circle.length; corner++) {
    const following = (corner + 1) % circle.length;
    solid.addQuad(
      reliefCircle[corner]!,
      reliefCircle[following]!,
      smoothCircle[following]!,
      smoothCircle[corner]!,
    );
  }
}

/** The corners of the cells round the hole, counter-clockwise from the lower right one, as [column, row]. */
function walkAround({ row, leftColumn, rightColumn }: PanelHole): [column: number, row: number][] {
  const corners: [number, number][] = [[rightColumn, row + 1]];
  for (let column = rightColumn; column >= leftColumn; column--) corners.push([column, row]);
  for (let column = leftColumn; column < rightColumn; column++) corners.push([column, row + 1]);
  return corners;
}
