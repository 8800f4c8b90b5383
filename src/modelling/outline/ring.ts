import { invalidOptions } from '../modelling.errors.js';
import { findFirmPart } from './find-firm-part.js';
import { SUBJECT_LEVEL } from './subject-field.js';
import type { SubjectCanvas } from './subject-canvas.js';

export type RingPosition = 'top' | 'bottom' | 'left' | 'right';

export interface RingShape {
  position: RingPosition;
  holeRadiusMm: number;
  /** Of the band around the hole. */
  widthMm: number;
}

/** A ring in its place; millimetres from the canvas's lower left corner. */
export interface PlacedRing {
  x: number;
  y: number;
  holeRadiusMm: number;
  outerRadiusMm: number;
}

/** Outwards from the subject. */
const OUTWARDS: Record<RingPosition, readonly [number, number]> = {
  top: [0, 1],
  bottom: [0, -1],
  left: [-1, 0],
  right: [1, 0],
};

const CANDIDATES = 96;
const SAMPLES_PER_TURN = 48;

/** Share of the band's middle circle that should lie in the subject, for the ring to hold. */
const FIRM_SHARE = 0.2;

/** Penalties, in firmness: for hanging askew, for lying lower than it could, for cutting into the subject. */
const [ASKEW, LOW, CUT] = [0.9, 0.3, 1.5];

/**
 * Finds where a ring holds the subject best: from each place along the side it comes down upon the subject
 * until its band is firmly in it, and the place wins where it holds, hangs straight and cuts away least. What hangs
 * on the rest by a thread, as a leaf on its stalk, does not hold a ring.
 *
 * @param mostCut share of the hole that may lie in the subject
 * @throws ModellingError `DIMENSIONS_TOO_SMALL` where nothing holds the ring
 */
export function placeRing(canvas: SubjectCanvas, shape: RingShape, mostCut: number): PlacedRing {
  const way = measure(canvas, OUTWARDS[shape.position]);
  const firm = findFirmPart(canvas, shape.widthMm);
  // From the middle outwards: the sooner a good place is known, the less there is to look at.
  const asides = Array.from({ length: CANDIDATES }, (_, candidate) => {
    const steps = (candidate + 1) >> 1;
    const share = 0.5 + (candidate % 2 === 0 ? steps : -steps) / CANDIDATES;
    return way.from + share * (way.to - way.from);
  });
  const best = asides.reduce<Candidate | null>(
    (winner, aside) => comeDown(canvas, firm, way, shape, aside, mostCut, winner) ?? winner,
    null,
  );
  if (best === null) {
    const message =
      'finds nothing on this side that could hold it: choose another side, or make the ring smaller';
    throw invalidOptions([{ field: 'options.ring', message }], 'DIMENSIONS_TOO_SMALL');
  }
  const { holeRadiusMm, widthMm } = shape;
  return { x: best.x, y: best.y, holeRadiusMm, outerRadiusMm: holeRadiusMm + widthMm };
}

interface Candidate {
  score: number;
  x: number;
  y: number;
}

/**
 * Comes down upon the subject at one place along its side, as long as that can be better than the best place so
 * far; the last place tried, if it holds and is better.
 */
function comeDown(
  canvas: SubjectCanvas,
  firm: SubjectCanvas,
  way: Way,
  { holeRadiusMm, widthMm }: RingShape,
  aside: number,
  mostCut: number,
  best: Candidate | null,
): Candidate | null {
  const { outwards, sideways, from, to, bottom, top, centre } = way;
  const reach = holeRadiusMm + widthMm;
  const askew = Math.abs(aside - centre) / (to - from);
  let found: Candidate | null = null;
  for (let out = top + reach; out > bottom; out -= reach / 16) {
    const low = Math.max(0, top - out) / (top - bottom);
    const most = 1 - ASKEW * askew - LOW * low;
    if (best !== null && most <= best.score) break;
    const x = out * outwards[0] + aside * sideways[0];
    const y = out * outwards[1] + aside * sideways[1];
    const cut = shareInside(canvas, x, y, [0, 0.5 * holeRadiusMm, holeRadiusMm]);
    if (cut > mostCut) break;
    const firmness = Math.min(1, shareInside(firm, x, y, [holeRadiusMm + widthMm / 2]) / FIRM_SHARE);
    if (firmness === 0) continue;
    found = { score: most - (1 - firmness) - CUT * cut, x, y };
    if (firmness === 1) break;
  }
  return found !== null && (best === null || found.score > best.score) ? found : null;
}

/** How the subject lies along the ring's two directions. */
interface Way {
  outwards: readonly [number, number];
  sideways: readonly [number, number];
  /** Its middle, sideways. */
  centre: number;
  from: number;
  to: number;
  bottom: number;
  top: number;
}

function measure(canvas: SubjectCanvas, outwards: readonly [number, number]): Way {
  const sideways = [outwards[1], -outwards[0]] as const;
  const { columns, rows, field, pitchXMm, pitchYMm } = canvas;
  const reach = { from: Infinity, to: -Infinity, bottom: Infinity, top: -Infinity };
  let [sum, count] = [0, 0];
  for (let row = 0, sample = 0; row < rows; row++) {
    const y = (rows - row - 0.5) * pitchYMm;
    for (let column = 0; column < columns; column++, sample++) {
      if (field[sample]! < SUBJECT_LEVEL) continue;
      const x = (column + 0.5) * pitchXMm;
      const aside = x * sideways[0] + y * sideways[1];
      const out = x * outwards[0] + y * outwards[1];
      sum += aside;
      count++;
      if (aside < reach.from) reach.from = aside;
      if (aside > reach.to) reach.to = aside;
      if (out < reach.bottom) reach.bottom = out;
      if (out > reach.top) reach.top = out;
    }
  }
  const half = Math.max(pitchXMm, pitchYMm) / 2;
  return {
    outwards,
    sideways,
    centre: sum / count,
    from: reach.from - half,
    to: reach.to + half,
    bottom: reach.bottom - half,
    top: reach.top + half,
  };
}

function shareInside(canvas: SubjectCanvas, x: number, y: number, radii: number[]): number {
  const { columns, rows, field, pitchXMm, pitchYMm } = canvas;
  let inside = 0;
  for (const radius of radii) {
    for (let turn = 0; turn < SAMPLES_PER_TURN; turn++) {
      const angle = (2 * Math.PI * turn) / SAMPLES_PER_TURN;
      const column = Math.floor((x + radius * Math.cos(angle)) / pitchXMm);
      const row = rows - 1 - Math.floor((y + radius * Math.sin(angle)) / pitchYMm);
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      if (field[row * columns + column]! >= SUBJECT_LEVEL) inside++;
    }
  }
  return inside / (radii.length * SAMPLES_PER_TURN);
}

/**
 * Adds the ring to the field and takes its hole out of it, on a canvas enlarged to hold both.
 *
 * @returns the canvas, and where the former one's lower left corner lies on it
 */
export function addRing(
  canvas: SubjectCanvas,
  ring: PlacedRing,
): { canvas: SubjectCanvas; leftMm: number; bottomMm: number } {
  const { pitchXMm, pitchYMm } = canvas;
  const reach = ring.outerRadiusMm;
  const more = (missingMm: number, pitchMm: number): number =>
    Math.max(0, Math.ceil(missingMm / pitchMm) + 2);
  const left = more(reach - ring.x, pitchXMm);
  const bottom = more(reach - ring.y, pitchYMm);
  const right = more(ring.x + reach - canvas.columns * pitchXMm, pitchXMm);
  const top = more(ring.y + reach - canvas.rows * pitchYMm, pitchYMm);
  const columns = canvas.columns + left + right;
  const rows = canvas.rows + bottom + top;
  const field = new Float32Array(columns * rows);
  for (let row = 0; row < canvas.rows; row++) {
    const line = canvas.field.subarray(row * canvas.columns, (row + 1) * canvas.columns);
    field.set(line, (row + top) * columns + left);
  }
  const enlarged = { columns, rows, field, pitchXMm, pitchYMm };
  drawRing(enlarged, { ...ring, x: ring.x + left * pitchXMm, y: ring.y + bottom * pitchYMm });
  return {
    canvas: enlarged,
    leftMm: left * pitchXMm,
    bottomMm: bottom * pitchYMm,
  };
}

/** Draws a ring on a canvas, as far as its edges reach. */
function drawRing({ columns, rows, field, pitchXMm, pitchYMm }: SubjectCanvas, ring: PlacedRing): void {
  const slope = 1 / Math.max(pitchXMm, pitchYMm);
  const [across, up] = [ring.outerRadiusMm + 2 * pitchXMm, ring.outerRadiusMm + 2 * pitchYMm];
  const firstColumn = Math.max(0, Math.floor((ring.x - across) / pitchXMm));
  const lastColumn = Math.min(columns - 1, Math.ceil((ring.x + across) / pitchXMm));
  const firstRow = Math.max(0, rows - Math.ceil((ring.y + up) / pitchYMm));
  const lastRow = Math.min(rows - 1, rows - Math.floor((ring.y - up) / pitchYMm));
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = (rows - row - 0.5) * pitchYMm - ring.y;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = (column + 0.5) * pitchXMm - ring.x;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const disc = SUBJECT_LEVEL + (ring.outerRadiusMm - distance) * slope;
      const hole = SUBJECT_LEVEL + (distance - ring.holeRadiusMm) * slope;
      const sample = row * columns + column;
      field[sample] = Math.min(hole, Math.max(disc, field[sample]!));
    }
  }
}
