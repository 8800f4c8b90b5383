import { circleAround } from './join-ring.js';
import type { LithophaneSettings } from './lithophane-settings.js';
import { thicknessAround, type Panel } from './panel.js';
import { solveExtent, type Ray } from './solve-extent.js';

/** Where the smooth side of a column lies at its foot, and which way thickness goes from there. */
export interface ColumnPlace {
  x: number;
  y: number;
  alongX: number;
  alongY: number;
  alongZ: number;
}

/** How a panel lies in space, in millimetres with the lower corner at the origin. */
export interface Bend {
  columnAt: (u: number) => ColumnPlace;
  /** Whether the panel's v is height (Z), or runs to the back of the bed (Y). */
  isUpright: boolean;
  /** Whether the relief is on the inside, which turns every triangle over. */
  isTurnedOver: boolean;
  /** Of the smooth surface; infinite when flat. */
  radiusMm: number;
}

/** The outer size of the bent panel across and from front to back; an infinite depth is no limit. */
export interface BendLimits {
  widthMm: number;
  deepestMm: number;
}

/** Flat on the bed, the relief up. */
export const FLAT_BEND: Bend = {
  columnAt: (u) => ({ x: u, y: 0, alongX: 0, alongY: 0, alongZ: 1 }),
  isUpright: false,
  isTurnedOver: false,
  radiusMm: Infinity,
};

/**
 * Bends a panel round an upright axis, its middle to the front (−Y). The radius is the one at which the width
 * comes out exactly as asked, whatever the thickness at the sides; a smaller one where the depth demands it.
 */
export function bendPanel(panel: Panel, settings: LithophaneSettings, limits: BendLimits): Bend {
  if (settings.shape === 'flat') return FLAT_BEND;
  const { angleRad, isReliefInside } = settings;
  const angleOf = (u: number): number => (u / panel.widthMm - 0.5) * angleRad;
  const outwards = isReliefInside ? -1 : 1;
  const reach = findReach(panel, outwards);
  const alongX = reach.map(({ u, ...ends }): Ray => ({ ...ends, slope: Math.sin(angleOf(u)) }));
  const alongY = reach.map(({ u, ...ends }): Ray => ({ ...ends, slope: -Math.cos(angleOf(u)) }));
  const wide = solveExtent(alongX, limits.widthMm);
  const deep = limits.deepestMm === Infinity ? Infinity : solveExtent(alongY, limits.deepestMm);
  const radiusMm = Math.min(wide, deep);
  const leftMm = findLowest(alongX, radiusMm);
  const frontMm = findLowest(alongY, radiusMm);
  return {
    columnAt: (u) => {
      const [sine, cosine] = [Math.sin(angleOf(u)), Math.cos(angleOf(u))];
      return {
        x: radiusMm * sine - leftMm,
        y: -radiusMm * cosine - frontMm,
        alongX: outwards * sine,
        alongY: -outwards * cosine,
        alongZ: 0,
      };
    },
    isUpright: true,
    isTurnedOver: isReliefInside,
    radiusMm,
  };
}

interface Reach {
  u: number;
  from: number;
  to: number;
}

/** How far each column reaches from the smooth surface, outwards; so do the corners of a hole, between columns. */
function findReach(panel: Panel, outwards: 1 | -1): Reach[] {
  const reachOf = (u: number, thickestMm: number): Reach => ({
    u,
    from: Math.min(0, outwards * thickestMm),
    to: Math.max(0, outwards * thickestMm),
  });
  const columns = panel.us.length;
  const reach = Array.from(panel.us, (u, column) => {
    let thickest = 0;
    for (let place = column; place < panel.thicknessMm.length; place += columns) {
      thickest = Math.max(thickest, panel.thicknessMm[place]!);
    }
    return reachOf(u, thickest);
  });
  const { hole } = panel;
  if (hole === null) return reach;
  const circle = circleAround([hole.u, hole.v], hole.radiusMm);
  return [...reach, ...circle.map(([u]) => reachOf(u, thicknessAround(panel, hole)))];
}

function findLowest(rays: readonly Ray[], radiusMm: number): number {
  return rays.reduce(
    (least, { from, to, slope }) => Math.min(least, (radiusMm + from) * slope, (radiusMm + to) * slope),
    Infinity,
  );
}
