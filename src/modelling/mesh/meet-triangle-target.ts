/** Tries are dear: each is a meshing. This many come within a few percent of any target. */
const MOST_TRIES = 12;

/** A result this close below the target is not worth another try. */
const CLOSE_ENOUGH = 0.97;

/** What was found: the smallest tolerance tried whose count is within the target, and that try. */
export interface MetTarget<Try> {
  toleranceMm: number;
  count: number;
  result: Try;
}

/**
 * Seeks the smallest tolerance whose mesh has no more than `target` triangles. The count falls about as a
 * power of the tolerance, so the next try is taken on the line through the last two on a doubly logarithmic
 * scale, kept inside what is known to be too fine and coarse enough.
 *
 * @param attempt counts for a tolerance, at best quickly; must not rise with the tolerance
 * @returns the best try; where not even `coarsestMm` meets the target, that one
 */
export function meetTriangleTarget<Try>(
  target: number,
  finestMm: number,
  coarsestMm: number,
  attempt: (toleranceMm: number) => { count: number; result: Try },
): MetTarget<Try> {
  let fine = { toleranceMm: finestMm, count: Infinity };
  let best: MetTarget<Try> | null = null;
  let toleranceMm = Math.sqrt(finestMm * coarsestMm);
  for (let turn = 0; turn < MOST_TRIES; turn++) {
    const { count, result } = attempt(toleranceMm);
    if (count <= target) best = { toleranceMm, count, result };
    else fine = { toleranceMm, count };
    if (best !== null && best.count >= CLOSE_ENOUGH * target) break;
    const coarse = best ?? { toleranceMm: coarsestMm, count: 0 };
    if (coarse.toleranceMm <= fine.toleranceMm * 1.0005) break;
    toleranceMm = betweenOf(fine, coarse, target, turn);
  }
  if (best !== null) return best;
  return { toleranceMm: coarsestMm, ...attempt(coarsestMm) };
}

interface Known {
  toleranceMm: number;
  count: number;
}

function betweenOf(fine: Known, coarse: Known, target: number, turn: number): number {
  const low = Math.log(fine.toleranceMm);
  const high = Math.log(coarse.toleranceMm);
  let share = 0.5;
  // Every third try halves, so that a bent curve cannot pin one end.
  if (Number.isFinite(fine.count) && coarse.count > 0 && turn % 3 !== 2) {
    const aim = Math.log(fine.count / (0.99 * target)) / Math.log(fine.count / coarse.count);
    share = Math.min(0.95, Math.max(0.05, aim));
  }
  return Math.exp(low + share * (high - low));
}
