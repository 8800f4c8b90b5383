import type { SampleGrid } from '../../image/sampled-picture.js';
import type { PanelFrame } from './panel-frame.js';

/**
 * What a line of the panel runs through. Where two lines cross, the zone further out (the lower number) has
 * its thickness there.
 */
export const ZONES = { stand: 0, frame: 1, margin: 2, picture: 3 } as const;

export type Zone = (typeof ZONES)[keyof typeof ZONES];

/** One grid line of a panel. */
export interface PanelLine {
  /** Distance in millimetres from the left or the upper edge. */
  placeMm: number;
  zone: Zone;
  /** The sample that the line runs through, counted from 0; a fraction lies between two. */
  sample: number;
}

/**
 * Width of the flank between zones of different thickness. A field has one thickness to a place, so it cannot
 * be truly upright; this is far below what a nozzle can draw.
 */
const FLANK_MM = 0.02;

/** How far a flat piece of a curved surface may lie off the round one. */
const ROUNDNESS_MM = 0.02;

interface Strip {
  zone: Zone;
  widthMm: number;
}

/** The lines along the height, from left to right. A closed panel has none at its right edge. */
export function placeColumns(grid: SampleGrid, frame: PanelFrame): PanelLine[] {
  const { columns } = grid;
  const { widthMm } = frame;
  if (frame.isWrapped) {
    const pitchMm = widthMm / columns;
    const lines = Array.from({ length: columns + 1 }, (_, sample) => ({
      placeMm: (sample + 0.5) * pitchMm,
      zone: ZONES.picture,
      sample,
    }));
    return splitLongSteps(lines, frame.outerRadiusMm).slice(0, -1);
  }
  const sides = [
    { zone: ZONES.frame, widthMm: frame.isClosed ? 0 : frame.frameMm },
    { zone: ZONES.margin, widthMm: frame.sideMarginMm },
  ];
  const lines = splitLongSteps(placeLines(columns, widthMm, sides, sides), frame.outerRadiusMm);
  return frame.isClosed ? lines.slice(0, -1) : lines;
}

/** The lines across, from the upper edge to the lower. */
export function placeRows(grid: SampleGrid, frame: PanelFrame): PanelLine[] {
  const upper = [
    { zone: ZONES.frame, widthMm: frame.frameMm },
    { zone: ZONES.margin, widthMm: frame.endMarginMm },
  ];
  const lower = [{ zone: ZONES.stand, widthMm: frame.standHeightMm }, ...upper];
  return placeLines(grid.rows, frame.heightMm, upper, lower);
}

/** Lines from 0 to exactly `totalMm`; the strips at both ends are listed from outside in. */
function placeLines(samples: number, totalMm: number, before: Strip[], after: Strip[]): PanelLine[] {
  const first = placeStrips(before);
  const last = placeStrips(after)
    .map((line) => ({ ...line, placeMm: totalMm - line.placeMm, sample: samples - 1 }))
    .reverse();
  const start = widthOf(before);
  const end = totalMm - widthOf(after);
  const inner = Array.from({ length: samples }, (_, sample) => ({
    placeMm: sample === samples - 1 ? end : start + (sample * (end - start)) / (samples - 1),
    zone: ZONES.picture,
    sample,
  }));
  return [...first, ...inner, ...last];
}

/** Each strip has a line at its outer edge and one at the foot of the flank to what follows. */
function placeStrips(strips: Strip[]): PanelLine[] {
  const lines: PanelLine[] = [];
  let placeMm = 0;
  for (const { zone, widthMm } of strips) {
    if (widthMm === 0) continue;
    const flankMm = Math.min(FLANK_MM, widthMm / 2);
    lines.push({ placeMm, zone, sample: 0 }, { placeMm: placeMm + widthMm - flankMm, zone, sample: 0 });
    placeMm += widthMm;
  }
  return lines;
}

function widthOf(strips: Strip[]): number {
  return strips.reduce((sum, { widthMm }) => sum + widthMm, 0);
}

/** Adds lines where a step is so long that its flat piece would show on the round surface. */
function splitLongSteps(lines: PanelLine[], radiusMm: number): PanelLine[] {
  const longestMm = Math.sqrt(8 * radiusMm * ROUNDNESS_MM);
  const result = lines.slice(0, 1);
  for (let index = 1; index < lines.length; index++) {
    const from = lines[index - 1]!;
    const to = lines[index]!;
    const parts = Math.ceil((to.placeMm - from.placeMm) / longestMm);
    for (let part = 1; part < parts; part++) {
      const share = part / parts;
      result.push({
        placeMm: from.placeMm + share * (to.placeMm - from.placeMm),
        zone: from.zone,
        sample: from.sample + share * (to.sample - from.sample),
      });
    }
    result.push(to);
  }
  return result;
}
